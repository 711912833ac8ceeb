using System.Runtime.CompilerServices;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Operations;
using AsyncJobs.Operating;

namespace AsyncJobs.EndToEnd.Tests.Operations;

/// <summary>Jobs that a test puts, changes and removes.</summary>
internal sealed class ShownJobs : IJobOperations
{
    public OperationsInfo Info { get; init; } = new("in this test");

    public Dictionary<string, JobItem> Jobs { get; } = new(StringComparer.Ordinal);

    /// <summary>How often all jobs were asked for.</summary>
    public int Lists { get; private set; }

    /// <summary>How many jobs each list gave.</summary>
    public List<int> Listed { get; } = [];

    public static JobItem Job(int number, DateTimeOffset createdAt) => new()
    {
        Id = $"job-{number:00000}",
        Job = "reports",
        Status = "PENDING",
        CreatedAt = createdAt,
        ExpiresAt = createdAt.AddDays(1),
        Attempt = 0,
        CorrelationId = "c",
    };

    public async IAsyncEnumerable<JobItem> ListAsync(JobListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Lists++;
        Listed.Add(0);
        foreach (JobItem job in NewestFirst().Where(job => options.Since is null || job.CreatedAt >= options.Since))
        {
            Listed[^1]++;
            yield return job;
            await Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<JobItem>> ReadAsync(IReadOnlyCollection<JobItem> items, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<JobItem>>([.. items.Where(item => Jobs.ContainsKey(item.Id)).Select(item => Jobs[item.Id])]);

    public Task<JobDetails?> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<OperatorReply> RunAsync(OperatorEvent command, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IEnumerable<JobItem> NewestFirst() =>
        Jobs.Values.OrderByDescending(static job => job.CreatedAt).ThenByDescending(static job => job.Id, StringComparer.Ordinal);
}
