using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using AsyncJobs.Benchmarks.Annotations;
using AsyncJobs.Benchmarks.HandWritten;
using AsyncJobs.Benchmarks.Reports;

[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<AnnotationsJson>))]

namespace AsyncJobs.Benchmarks.Annotations;

/// <summary>The hand-written accept as a function of Amazon.Lambda.Annotations, which reads the event and binds.</summary>
public sealed class ReportFunctions
{
    // Of the process: what is generated makes the class itself.
    private static ConcurrentDictionary<string, StoredJob> s_jobs = new(StringComparer.Ordinal);

    /// <summary>Starts over with an empty store.</summary>
    public static void Reset() => s_jobs = new(StringComparer.Ordinal);

    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Post, "/reports/{name}")]
    public IHttpResult Start(string name, [FromBody] ReportRequest request, [FromQuery] int limit, APIGatewayHttpApiV2ProxyRequest http)
    {
        string id = Guid.NewGuid().ToString("N");
        DateTimeOffset now = DateTimeOffset.UtcNow;
        s_jobs.TryAdd(id, new StoredJob(id, "PENDING", now, now.AddDays(1), Owner(http)));
        WorkItem workItem = new(id, name, limit is 0 ? 100 : limit, request);
        _ = JsonSerializer.SerializeToUtf8Bytes(workItem, HandWrittenJson.Default.WorkItem);
        return HttpResults.Accepted(new StatusView(id, "reports", "PENDING", now, null, null, 0, null, null))
            .AddHeader("Cache-Control", "no-store")
            .AddHeader("Retry-After", "1")
            .AddHeader("Location", "/jobs/" + id);
    }

    private static string? Owner(APIGatewayHttpApiV2ProxyRequest http) =>
        http.RequestContext?.Authorizer?.Jwt?.Claims is { } claims && claims.TryGetValue("sub", out string? subject) ? subject : null;
}
