using System.Buffers;
using System.Globalization;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>Takes events over and delivers them when the test says so, in this process.</summary>
internal sealed class QueuedWorker(JobApp app) : IJobDispatcher
{
    private readonly Queue<(JobDefinition Job, byte[] Payload)> _queue = new();
    private int _invocations;

    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        _queue.Enqueue((app.Jobs.Single(definition => definition.Name == job), payload.ToArray()));
        return default;
    }

    public async Task RunAllAsync()
    {
        while (_queue.TryDequeue(out (JobDefinition Job, byte[] Payload) sent))
        {
            string requestId = string.Create(CultureInfo.InvariantCulture, $"work-{++_invocations}");
            await app.WorkAsync(sent.Job, sent.Payload, new Invocation { RequestId = requestId }, new ArrayBufferWriter<byte>());
        }
    }
}
