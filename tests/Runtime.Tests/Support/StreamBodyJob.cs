using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A job that takes its body as it is.</summary>
internal sealed class StreamBodyJob(bool isRequired = true) : JobDefinition<Stream?, NoResult>("streams", new JobRoute("POST", "/streams"))
{
    /// <summary>What the method found in the stream; null where it was given none.</summary>
    public byte[]? Last { get; private set; }

    protected override Stream? BindInput(ArgumentReader args) => isRequired ? args.BodyStream() : args.BodyStreamOrDefault();

    protected override async ValueTask<NoResult> RunAsync(Stream? input, JobContext job)
    {
        if (input is not null)
        {
            using MemoryStream copy = new();
            await input.CopyToAsync(copy, job.CancellationToken);
            Last = copy.ToArray();
        }

        return default;
    }
}
