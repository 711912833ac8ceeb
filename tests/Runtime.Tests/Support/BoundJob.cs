using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A job that takes what a test asks for.</summary>
internal sealed class BoundJob(Action<ArgumentReader> bind) : JobDefinition<NoResult, NoResult>("bound", new JobRoute("POST", "/bound"))
{
    protected override NoResult BindInput(ArgumentReader args)
    {
        bind(args);
        return default;
    }

    protected override ValueTask<NoResult> RunAsync(NoResult input, JobContext job) => default;
}
