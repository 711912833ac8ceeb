namespace Acme;

public sealed record Page<T>(IReadOnlyList<T> Items, Page<T>? Next = null);

public sealed class Catalogue
{
    [AsyncJob("POST /pages")]
    public Task<Page<Dictionary<string, int?[]>>> Run(Page<(int Id, string? Name)> page, JobContext job) =>
        Task.FromResult(new Page<Dictionary<string, int?[]>>([]));

    [AsyncJob("POST /lists")]
    public static ValueTask<List<Page<string>?>?> Lists([FromBody] List<Page<string>> pages, JobContext job) => new(pages!);

    [AsyncJob("POST /tuples")]
    public static (int Count, (string? First, string Last) Names) Tuples((string First, string Last) names, JobContext job) => (2, names);
}
