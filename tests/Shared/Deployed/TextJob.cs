using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Tests.Deployed;

/// <summary>A job that returns the text that it got, and fails without one: so it does when it is run again.</summary>
internal sealed class TextJob(string name) : JobDefinition<string, string>(name, new JobRoute("POST", "/" + name))
{
    private const string Text = "text";

    protected internal override JsonTypeInfo<string> ResultType => JobJson.Reflected<string>();

    /// <summary>Writes its arguments.</summary>
    public static ArgumentWriter Arguments(string text)
    {
        ArgumentWriter args = new();
        args.Query(Text, text, Binding.Scalar.String);
        return args;
    }

    protected override string BindInput(ArgumentReader args) => args.Query(Text).Required(Binding.Scalar.String);

    protected override ValueTask<string> RunAsync(string input, JobContext job) =>
        input.Length > 0 ? new(input) : throw new JobException(12345, "nothing was ordered");
}
