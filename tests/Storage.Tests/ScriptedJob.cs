using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Storage.Tests;

/// <summary>A job whose method is the test's.</summary>
internal sealed class ScriptedJob : JobDefinition<NoResult, string>
{
    // Another caller may start a job while the method of one runs.
    public ScriptedJob()
        : base("scripted", new JobRoute("POST", "/scripted")) => Starts = ["scripted"];

    public Func<JobContext, Task<string>> Method { get; set; } = _ => Task.FromResult("done");

    protected internal override JsonTypeInfo<string> ResultType => JobJson.Reflected<string>();

    protected internal override JsonTypeInfo StateType => JobJson.Reflected<int>();

    protected override NoResult BindInput(ArgumentReader args) => default;

    protected override async ValueTask<string> RunAsync(NoResult input, JobContext job) => await Method(job);
}
