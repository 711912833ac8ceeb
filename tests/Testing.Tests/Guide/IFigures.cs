namespace AsyncJobs.Testing.Tests.Guide;

public interface IFigures
{
    Task<decimal> ReadAsync(int year, CancellationToken cancellationToken);
}
