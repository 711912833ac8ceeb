using System.Text.Json;

namespace AsyncJobs.Client;

/// <summary>Reads error replies: problem details (RFC 9457) with the members of AsyncJobs, or what a gateway in between says.</summary>
internal static class ProblemDocument
{
    // HTTP APIs, then REST APIs, Lambda function URLs and other AWS front ends.
    private static readonly string[] s_requestIdHeaders = ["apigw-requestid", "x-amzn-requestid", "x-amzn-request-id", "x-request-id"];

    public static AsyncJobRequestException Read(HttpResponseMessage response, ReadOnlyMemory<byte> body, Uri url)
    {
        JsonElement problem = Parse(body);
        return new AsyncJobRequestException(
            response.StatusCode,
            Member(problem, "errorCode") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out int number) ? number : 0,
            Text(problem, "message") ?? Text(problem, "detail") ?? Text(problem, "title"),
            Text(problem, "requestId") ?? HeaderRequestId(response),
            Faults(problem),
            url);
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            Utf8JsonReader reader = new(body.Span);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static List<AsyncJobFault> Faults(JsonElement problem)
    {
        List<AsyncJobFault> faults = [];
        if (Member(problem, "errors") is { ValueKind: JsonValueKind.Array } errors)
        {
            foreach (JsonElement error in errors.EnumerateArray())
                faults.Add(new AsyncJobFault(Text(error, "in") ?? "", Text(error, "name") ?? "", Text(error, "message") ?? ""));
        }

        return faults;
    }

    private static string? HeaderRequestId(HttpResponseMessage response)
    {
        foreach (string name in s_requestIdHeaders)
        {
            if (response.Headers.TryGetValues(name, out IEnumerable<string>? values))
                return values.First();
        }

        return null;
    }

    private static string? Text(JsonElement problem, string name) =>
        Member(problem, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement Member(JsonElement problem, string name) =>
        problem.ValueKind is JsonValueKind.Object && problem.TryGetProperty(name, out JsonElement value) ? value : default;
}
