using System.Reflection;
using System.Text.Json;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Storage;
using SampleAnnotations;

namespace AsyncJobs.AmazonLambda.Tests;

/// <summary>The sample beside Annotations on a platform in memory, and what its assembly says of its functions.</summary>
public sealed class SampleApp : IJobDispatcher
{
    public SampleApp() => AppJobs.App.Use(new JobPlatform(new InMemoryJobStore(), this) { CancelPollInterval = Timeout.InfiniteTimeSpan });

    /// <summary>The last event that was sent to a worker.</summary>
    public byte[] Event { get; private set; } = [];

    /// <summary>What the manifest says of the assembly as a whole.</summary>
    public JsonElement App { get; } = Read("AsyncJobs.App").Single();

    /// <summary>What the manifest says of the job.</summary>
    public JsonElement Job { get; } = Read("AsyncJobs.Job").Single();

    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        Event = payload.ToArray();
        return default;
    }

    private static IEnumerable<JsonElement> Read(string key) =>
        from attribute in typeof(AppJobs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        where attribute.Key == key
        select JsonElement.Parse(attribute.Value!);
}
