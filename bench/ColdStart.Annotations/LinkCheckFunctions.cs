using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using AsyncJobs.ColdStart.Annotations.Jobs;

[assembly: LambdaGlobalProperties(GenerateMain = true)]
[assembly: LambdaSerializer(typeof(SourceGeneratorLambdaJsonSerializer<LinkCheckJson>))]

namespace AsyncJobs.ColdStart.Annotations;

/// <summary>The start of a job as a function of Amazon.Lambda.Annotations, without a container, which makes its start shorter.</summary>
public sealed class LinkCheckFunctions
{
    private readonly JobStarts _starts = new();

    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Post, "/link-checks")]
    public async Task<IHttpResult> Start(
        [FromBody] LinkCheckRequest request,
        [FromQuery] int withinSeconds,
        [FromHeader(Name = "Idempotency-Key")] string? key,
        APIGatewayHttpApiV2ProxyRequest http)
    {
        if (request.Urls is null)
            return HttpResults.BadRequest("The body has no urls.");

        (StartOutcome outcome, StatusView status) = await _starts.StartAsync(JobStarts.OwnerOf(http), key, request, withinSeconds);
        return outcome switch
        {
            StartOutcome.Started => HttpResults.Accepted(status)
                .AddHeader("Location", "/jobs/" + status.Id)
                .AddHeader("Retry-After", "1")
                .AddHeader("Cache-Control", "no-store"),
            StartOutcome.KeyIsOfAnotherRequest => HttpResults.Conflict("The Idempotency-Key was used for another request."),
            _ => HttpResults.ServiceUnavailable(1),
        };
    }
}
