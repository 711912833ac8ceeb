using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A job that takes nothing but a body.</summary>
internal sealed class BodyJob<T> : JobDefinition<T, NoResult>
{
    private readonly JsonTypeInfo<T> _body;

    public BodyJob(JsonTypeInfo<T>? body = null)
        : base("bodies", new JobRoute("POST", "/bodies"))
    {
        _body = body ?? JobJson.Reflected<T>();
    }

    public T? Last { get; private set; }

    protected override T BindInput(ArgumentReader args) => args.Body(_body);

    protected override ValueTask<NoResult> RunAsync(T input, JobContext job)
    {
        Last = input;
        return default;
    }
}
