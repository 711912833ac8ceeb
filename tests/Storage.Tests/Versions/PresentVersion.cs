using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>This version: a real application.</summary>
internal sealed class PresentVersion : IVersion
{
    public PresentVersion(IJobStore store, TimeProvider clock, IDelayedDelivery delayed)
    {
        Store = store;
        App = new JobApp([Job]);
        App.Use(new JobPlatform(store, Events)
        {
            Time = clock,
            CancelPollInterval = Timeout.InfiniteTimeSpan,
            Log = JobLog.None,
            Delayed = delayed,
        });
    }

    public IJobStore Store { get; }

    public ScriptedJob Job { get; } = new();

    public QueuedEvents Events { get; } = new();

    public JobApp App { get; }

    public async Task DeliverAsync(string id, string requestId, int continuation)
    {
        using PooledBuffer reply = new();
        await App.WorkAsync(Job, JobEvents.Work(id, Job.Name, continuation), new Invocation { RequestId = requestId }, reply);
    }

    public async Task SettleAsync(string id, string requestId, int continuation) =>
        await SettleAsync(JobEvents.GivenUp(JobEvents.Work(id, Job.Name, continuation), requestId));

    /// <summary>Hands settle an event.</summary>
    public async Task<string> SettleAsync(ReadOnlyMemory<byte> payload)
    {
        using PooledBuffer reply = new();
        await App.SettleAsync(payload, new Invocation { RequestId = "settle" }, reply);
        return System.Text.Encoding.UTF8.GetString(reply.WrittenSpan);
    }

    public async Task ReadAsync(string id) => await RequestAsync("GET", id);

    public async Task CancelAsync(string id) => await RequestAsync("DELETE", id);

    /// <summary>Sends a request to the job's URL.</summary>
    public async Task<JobReply> RequestAsync(string method, string id)
    {
        using PooledBuffer reply = new();
        await App.StatusAsync(JobEvents.Http(method, id), new Invocation { RequestId = "request" }, reply);
        return JobReply.Read(reply.WrittenSpan);
    }
}
