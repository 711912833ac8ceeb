using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsyncJobs.Benchmarks.Http;

/// <summary>Events of an HTTP API, payload 2.0, as a browser and a JWT authorizer cause them: about 2 KB each.</summary>
internal static class HttpApiEvents
{
    public const string RequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    private const string ReportBody =
        """
        {"title":"Sales by region","from":"2026-01-01","to":"2026-03-31","columns":["region","country","product","units","revenue","margin"],
        "filters":[{"field":"region","operator":"in","value":"EMEA,APAC"}],"includeTotals":true}
        """;

    private const string Common =
        """
        {
          "version": "2.0",
          "routeKey": "",
          "rawPath": "",
          "rawQueryString": "",
          "headers": {
            "accept": "application/json, text/plain, */*",
            "accept-encoding": "gzip, deflate, br",
            "accept-language": "en-GB,en;q=0.9,de;q=0.8",
            "authorization": "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiI0MmY3IiwiaXNzIjoiaHR0cHM6Ly9pZC5leGFtcGxlIn0.c2lnbmF0dXJl",
            "content-type": "application/json",
            "host": "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
            "origin": "https://app.example.com",
            "priority": "u=1, i",
            "referer": "https://app.example.com/reports/quarterly",
            "sec-ch-ua-platform": "\"Linux\"",
            "sec-fetch-dest": "empty",
            "sec-fetch-mode": "cors",
            "sec-fetch-site": "same-site",
            "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
            "x-amzn-trace-id": "Root=1-68c1a2b3-0123456789abcdef01234567",
            "x-forwarded-for": "203.0.113.17",
            "x-forwarded-port": "443",
            "x-forwarded-proto": "https"
          },
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "a1b2c3d4e5",
            "authorizer": {
              "jwt": {
                "claims": { "aud": "reports", "exp": "1767225600", "iss": "https://id.example.com", "sub": "42f7c9b0-8d1e-4a63-9f2b-6c0d5e7a1b34" },
                "scopes": ["reports.write"]
              }
            },
            "domainName": "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
            "domainPrefix": "a1b2c3d4e5",
            "http": { "method": "", "path": "", "protocol": "HTTP/1.1", "sourceIp": "203.0.113.17", "userAgent": "Mozilla/5.0" },
            "requestId": "QXc7NjDzDoEEMBA=",
            "routeKey": "",
            "stage": "$default",
            "time": "01/Jan/2026:00:00:00 +0000",
            "timeEpoch": 1767225600000
          },
          "isBase64Encoded": false
        }
        """;

    // A gateway writes a quote in the body as \", not as \u0022.
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Accept { get; } = MakeAccept();

    /// <summary>The request that starts a job, under an idempotency key.</summary>
    public static byte[] AcceptUnder(string key)
    {
        JsonNode request = JsonNode.Parse(Accept)!;
        request["headers"]!["idempotency-key"] = key;
        return JsonSerializer.SerializeToUtf8Bytes(request, s_options);
    }

    public static byte[] Status(string id)
    {
        JsonNode request = Make("GET", "GET /jobs/{id}", "/jobs/" + id);
        request["pathParameters"] = new JsonObject { ["id"] = id };
        return JsonSerializer.SerializeToUtf8Bytes(request, s_options);
    }

    private static byte[] MakeAccept()
    {
        JsonNode request = Make("POST", "POST /reports/{name}", "/reports/quarterly");
        request["rawQueryString"] = "limit=500";
        request["queryStringParameters"] = new JsonObject { ["limit"] = "500" };
        request["pathParameters"] = new JsonObject { ["name"] = "quarterly" };
        request["body"] = ReportBody;
        return JsonSerializer.SerializeToUtf8Bytes(request, s_options);
    }

    private static JsonNode Make(string method, string routeKey, string path)
    {
        JsonNode request = JsonNode.Parse(Common)!;
        JsonNode context = request["requestContext"]!;
        request["routeKey"] = routeKey;
        request["rawPath"] = path;
        context["routeKey"] = routeKey;
        context["http"]!["method"] = method;
        context["http"]!["path"] = path;
        return request;
    }
}
