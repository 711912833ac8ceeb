using AsyncJobs.Binding;
using AsyncJobs.Jobs;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

/// <summary>A job that only code starts: it gives back a year of the query.</summary>
internal sealed class BuiltRoutelessJob(string name) : JobDefinition<int, int>(name)
{
    protected override int BindInput(ArgumentReader args) => args.Query("year").Required(Scalar.Integer<int>());

    protected override ValueTask<int> RunAsync(int input, JobContext job) => ValueTask.FromResult(input);
}
