using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.EndToEnd.Tests.OpenApi;

/// <summary>A job as generated code defines it, which is never run.</summary>
internal sealed class DescribedJob<TResult>(string name, string method, string template, Action<ArgumentReader> bind, JsonTypeInfo<TResult>? result = null)
    : JobDefinition<bool, TResult>(name, new JobRoute(method, template))
{
    protected internal override JsonTypeInfo<TResult>? ResultType => result;

    protected override bool BindInput(ArgumentReader args)
    {
        bind(args);
        return true;
    }

    protected override ValueTask<TResult> RunAsync(bool input, JobContext job) => throw new NotSupportedException();
}
