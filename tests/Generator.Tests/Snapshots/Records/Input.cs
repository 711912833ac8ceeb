namespace Acme;

public record Importer(JobContext Job)
{
    [AsyncJob("POST /imports/{id}")]
    public virtual Import Run(Guid id, Import import) => import with { Id = id };
}

public readonly record struct Exporter
{
    [AsyncJob("POST /exports")]
    public Import Run(Import import, CancellationToken token) => import;
}

public sealed record Import(Guid Id);
