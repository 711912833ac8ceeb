using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Benchmarks.Reports;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Benchmarks.Http;

/// <summary>
/// What the generator makes of <see cref="ReportWriter"/>, so that the runtime is measured also while the generator is being changed.
/// </summary>
internal sealed class ReportJob : JobDefinition<ReportJob.Input, Report>
{
    public ReportJob()
        : base("reports", new JobRoute("POST", "/reports/{name}"))
    {
    }

    protected override JsonTypeInfo<Report> ResultType => JobJson.From<Report>(ReportJson.Default);

    protected override Input BindInput(ArgumentReader args) => new(
        args.Route("name").Required(Scalar.String),
        args.Body(JobJson.From<ReportRequest>(ReportJson.Default)),
        args.Query("limit").Optional(Scalar.Integer<int>(), 100));

    protected override ValueTask<Report> RunAsync(Input input, JobContext job) =>
        new(ReportWriter.WriteAsync(input.Name, input.Request, input.Limit, job.CancellationToken));

    internal readonly record struct Input(string Name, ReportRequest Request, int Limit);
}
