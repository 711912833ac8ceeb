using System.Globalization;
using AsyncJobs.Jobs;
using AsyncJobs.Parameters;

namespace AsyncJobs.EndToEnd.App;

/// <summary>The example of docs/guides/fan-out.md, with chunks of a few lines and invocations of a few seconds.</summary>
public static class OrderJobs
{
    private const int LinesOfChunk = 5;

    // What counting a chunk of thousands of lines stands for.
    private static readonly TimeSpan s_work = TimeSpan.FromSeconds(1.6);

    private static readonly JobJoinOptions s_join = new() { TimeAfter = TimeSpan.FromSeconds(1), CancelsJobs = true };

    /// <summary>Adds up the orders of each country.</summary>
    [AsyncJob("POST /order-totals", State = typeof(string[]), Starts = ["order-chunks"], TimeoutSeconds = 20, RetryOnTimeout = true, TotalTimeoutSeconds = 3600)]
    public static async Task<SortedDictionary<string, decimal>> Total([FromBody] string csv, JobContext job)
    {
        string[] chunks = job.State<string[]>() ?? await StartChunksAsync(csv, job);
        JobJoin<Dictionary<string, decimal>> joined = await job.WaitAllAsync(OrderJobsTotalChunkJob.Definition, chunks, chunks, s_join);

        SortedDictionary<string, decimal> totals = new(StringComparer.Ordinal);
        foreach ((string country, decimal amount) in joined.GetResults().SelectMany(static chunk => chunk))
            totals[country] = totals.GetValueOrDefault(country) + amount;
        return totals;
    }

    /// <summary>Adds up the orders of one chunk.</summary>
    [AsyncJob("POST /order-chunks", TimeoutSeconds = 30)]
    public static async Task<Dictionary<string, decimal>> TotalChunk(OrderChunk chunk, CancellationToken cancellationToken)
    {
        await Task.Delay(s_work, cancellationToken);
        return chunk.Lines
            .Select(static line => line.Split(';'))
            .GroupBy(static order => order[0])
            .ToDictionary(static country => country.Key, static country => country.Sum(static order => decimal.Parse(order[1], CultureInfo.InvariantCulture)));
    }

    private static async Task<string[]> StartChunksAsync(string csv, JobContext job)
    {
        IEnumerable<OrderChunk> chunks = csv
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Chunk(LinesOfChunk)
            .Select(static lines => new OrderChunk(lines));
        JobStartResults<OrderChunk, Dictionary<string, decimal>> started =
            await OrderJobsTotalChunkJob.StartManyAsync(chunks, job.Id, cancellationToken: job.CancellationToken);

        string[] ids = [.. started.EnsureAllStarted().Ids];
        await job.SaveStateAsync(ids);
        return ids;
    }
}
