using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Hosting;

/// <summary>A job with an argument of each usual kind, which does nothing.</summary>
internal sealed class PracticeJob() : JobDefinition<PracticeBody, NoResult>(Title, new JobRoute("POST", "/practice/{name}"))
{
    /// <summary>The job's name, and that of whatever else practice needs a name for.</summary>
    public const string Title = "practice";

    /// <inheritdoc/>
    protected override PracticeBody BindInput(ArgumentReader args)
    {
        _ = args.Route("name").Required(Scalar.String);
        _ = args.Query("number").Optional(Scalar.Integer<int>(), 0);
        return args.Body(PracticeJson.Default.PracticeBody);
    }

    /// <inheritdoc/>
    protected override ValueTask<NoResult> RunAsync(PracticeBody input, JobContext job) => default;
}
