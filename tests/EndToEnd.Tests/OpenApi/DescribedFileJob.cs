using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.EndToEnd.Tests.OpenApi;

/// <summary>A job that returns a file, as generated code defines it, which is never run.</summary>
internal sealed class DescribedFileJob() : FileJobDefinition<bool>("files", new JobRoute("POST", "/files"))
{
    protected override bool BindInput(ArgumentReader args) => true;

    protected override ValueTask RunAsync(bool input, JobContext job, JobOutput output) => throw new NotSupportedException();
}
