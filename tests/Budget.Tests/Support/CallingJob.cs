using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Budget.Tests.Support;

/// <summary>A job whose method is the test's.</summary>
internal sealed class CallingJob(Func<JobContext, Task> method) : JobDefinition<NoResult, NoResult>("calling", new JobRoute("POST", "/calling"))
{
    protected override NoResult BindInput(ArgumentReader args) => default;

    protected override async ValueTask<NoResult> RunAsync(NoResult input, JobContext job)
    {
        await method(job);
        return default;
    }
}
