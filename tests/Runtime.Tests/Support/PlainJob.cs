using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A job that takes and returns nothing.</summary>
internal sealed class PlainJob(string name = "plain") : JobDefinition<NoResult, NoResult>(name, new JobRoute("POST", "/" + name))
{
    public Func<JobContext, ValueTask> Method { get; set; } = _ => default;

    /// <summary>What it goes on with in another invocation.</summary>
    public JsonTypeInfo? Saved { get; init; }

    protected internal override JsonTypeInfo? StateType => Saved;

    /// <summary>Runs where a request is bound.</summary>
    public Action? OnBind { get; set; }

    protected override NoResult BindInput(ArgumentReader args)
    {
        OnBind?.Invoke();
        return default;
    }

    protected override async ValueTask<NoResult> RunAsync(NoResult input, JobContext job)
    {
        await Method(job);
        return default;
    }
}
