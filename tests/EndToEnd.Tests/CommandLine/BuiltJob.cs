using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>A job that nobody runs.</summary>
public class BuiltJob(string name) : JobDefinition<string, string?>(name, new JobRoute("POST", "/" + name))
{
    protected internal override JsonTypeInfo<string?> ResultType => JobJson.Reflected<string?>();

    protected override string BindInput(ArgumentReader args) => "";

    protected override ValueTask<string?> RunAsync(string input, JobContext job) => new("");
}
