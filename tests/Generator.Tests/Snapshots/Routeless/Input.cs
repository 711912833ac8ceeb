namespace Acme;

public sealed record Order(int Id);

public static class Reports
{
    /// <summary>Builds the report of a night.</summary>
    /// <param name="day">The day before the night.</param>
    [AsyncJob(Name = "nightly", TimeoutSeconds = 600, RequireIdempotencyKey = true)]
    public static Task<int> BuildNight(DateOnly day, Order[] orders, JobContext job, int copies = 1) => Task.FromResult(orders.Length * copies);

    [AsyncJob(Name = "export")]
    public static JobFile Export(JobContext job) => new JobFile(System.IO.Stream.Null, "text/csv", "orders.csv");
}
