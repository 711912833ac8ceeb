using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A job as the generator would write it, whose method is the test's.</summary>
internal sealed class ReportJob : JobDefinition<ReportInput, string?>
{
    private readonly JsonTypeInfo<ReportBody> _body;

    public ReportJob(JsonSerializerOptions? options = null)
        : base("reports", new JobRoute("POST", "/reports/{name}"))
    {
        _body = options is null ? JobJson.Reflected<ReportBody>() : (JsonTypeInfo<ReportBody>)options.GetTypeInfo(typeof(ReportBody));
    }

    public Func<ReportInput, JobContext, ValueTask<string?>> Method { get; set; } = (_, _) => new("done");

    protected internal override JsonTypeInfo<string?> ResultType => JobJson.Reflected<string?>();

    protected override ReportInput BindInput(ArgumentReader args) => new(
        args.Route("name").Required(Scalar.String),
        args.Query("count").Required(Scalar.Integer<int>()),
        args.Query("tag").Array(Scalar.String),
        args.Header("X-Trace").Optional(Scalar.String, null),
        args.Body(_body));

    protected override ValueTask<string?> RunAsync(ReportInput input, JobContext job) => Method(input, job);
}
