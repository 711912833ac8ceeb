using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using AsyncJobs.ColdStart.Annotations.Jobs;

namespace AsyncJobs.ColdStart.RuntimeSupport;

/// <summary>Reads the request, starts the job and replies.</summary>
internal sealed class LinkCheckHandler
{
    private readonly JobStarts _starts = new();

    public async Task<APIGatewayHttpApiV2ProxyResponse> StartAsync(APIGatewayHttpApiV2ProxyRequest http)
    {
        int withinSeconds = 0;
        if (http.QueryStringParameters?.TryGetValue("withinSeconds", out string? text) is true
            && !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out withinSeconds))
        {
            return Text(400, "withinSeconds must be a whole number.");
        }

        if (Read(http.Body) is not { Urls: not null } request)
            return Text(400, "The body has no urls.");

        string? key = http.Headers?.FirstOrDefault(static header => header.Key.Equals("Idempotency-Key", StringComparison.OrdinalIgnoreCase)).Value;
        (StartOutcome outcome, StatusView status) = await _starts.StartAsync(JobStarts.OwnerOf(http), key, request, withinSeconds);
        return outcome switch
        {
            StartOutcome.Started => Accepted(status),
            StartOutcome.KeyIsOfAnotherRequest => Text(409, "The Idempotency-Key was used for another request."),
            _ => Text(503, "Try again."),
        };
    }

    private static LinkCheckRequest? Read(string? body)
    {
        try
        {
            return body is null ? null : JsonSerializer.Deserialize(body, LinkCheckJson.Default.LinkCheckRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static APIGatewayHttpApiV2ProxyResponse Accepted(StatusView status) => new()
    {
        StatusCode = 202,
        Headers = new Dictionary<string, string>
        {
            ["Content-Type"] = "application/json",
            ["Location"] = "/jobs/" + status.Id,
            ["Retry-After"] = "1",
            ["Cache-Control"] = "no-store",
        },
        Body = JsonSerializer.Serialize(status, LinkCheckJson.Default.StatusView),
    };

    private static APIGatewayHttpApiV2ProxyResponse Text(int statusCode, string text) => new()
    {
        StatusCode = statusCode,
        Headers = new Dictionary<string, string> { ["Content-Type"] = "text/plain" },
        Body = text,
    };
}
