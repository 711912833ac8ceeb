using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Sam.Tests.Policies;

/// <summary>A job that uses all that a job can.</summary>
internal sealed class RoleJob : JobDefinition<string?, string>
{
    public RoleJob()
        : base("roles", new JobRoute("POST", "/roles")) => Starts = ["roles"];

    public Func<JobContext, Task<string>> Method { get; set; } = _ => Task.FromResult("done");

    protected override JsonTypeInfo<string> ResultType => JobJson.Reflected<string>();

    protected override JsonTypeInfo StateType => JobJson.Reflected<int>();

    protected override string? BindInput(ArgumentReader args) => args.BodyOrDefault(JobJson.Reflected<string>());

    protected override async ValueTask<string> RunAsync(string? input, JobContext job) => await Method(job);
}
