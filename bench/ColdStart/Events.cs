namespace AsyncJobs.ColdStart;

/// <summary>The events that the programs get.</summary>
internal static class Events
{
    private const string Links = """{\"urls\":[\"https://example.com/\",\"https://example.org/\"]}""";

    /// <summary>Everything is read and bound, and one value of the query is wrong: it is answered without a call to AWS.</summary>
    public static string Refused { get; } = Make("POST", "/link-checks", "withinSeconds=soon", Links);

    /// <summary>The same of a job of ColdStart.Jobs.</summary>
    public static string RefusedOrder { get; } =
        Make("POST", "/regions/north/orders-001", "priority=high", """{\"customer\":\"anna\",\"due\":\"2026-01-01\",\"lines\":[\"tea\"]}""");

    /// <summary>A job is started.</summary>
    public static string Started { get; } = Make("POST", "/link-checks", "withinSeconds=9", Links, "\"idempotency-key\":\"6f0c2f8e\",");

    /// <summary>The id is no id.</summary>
    public static string Status { get; } = Make("GET", "/jobs/none", "", "");

    /// <summary>The id is one, and no job has it: it is looked for.</summary>
    public static string Poll { get; } = Make("GET", "/jobs/0123456789abcdefghjkmnpqrs", "", "");

    /// <summary>A worker's event: the job has nothing to check, and ends at once.</summary>
    public static string Worked { get; } =
        """{"asyncJobs":1,"id":"0123456789abcdefghjkmnpqrs","job":"link-checks","args":{"body":{"urls":[]}}}""";

    private static string Make(string method, string path, string query, string body, string header = "") =>
        $$$"""
        {"version":"2.0","routeKey":"{{{method}}} {{{path}}}","rawPath":"{{{path}}}","rawQueryString":"{{{query}}}",{{{Parameters(query)}}}
        "headers":{{{{header}}}"accept":"*/*","content-type":"application/json","host":"a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
        "user-agent":"curl/8.5.0","x-amzn-trace-id":"Root=1-68c1a2b3-0123456789abcdef01234567","x-forwarded-for":"203.0.113.17",
        "x-forwarded-port":"443","x-forwarded-proto":"https"},
        "requestContext":{"accountId":"123456789012","apiId":"a1b2c3d4e5",
        "domainName":"a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com","domainPrefix":"a1b2c3d4e5",
        "http":{"method":"{{{method}}}","path":"{{{path}}}","protocol":"HTTP/1.1","sourceIp":"203.0.113.17","userAgent":"curl/8.5.0"},
        "requestId":"QXc7NjDzDoEEMBA=","routeKey":"$default","stage":"$default",
        "time":"01/Jan/2026:00:00:00 +0000","timeEpoch":1767225600000},
        "body":"{{{body}}}","isBase64Encoded":false}
        """;

    // A gateway leaves them out where there is no query.
    private static string Parameters(string query) =>
        query is "" ? "" : $$"""
        "queryStringParameters":{"{{query.Replace("=", "\":\"", StringComparison.Ordinal)}}"},
        """;
}
