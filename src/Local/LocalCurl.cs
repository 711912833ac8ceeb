using System.Text;
using AsyncJobs.Binding;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Gateway;

namespace AsyncJobs.Local;

/// <summary>The curl line that the local host prints: a request to paste into a POSIX shell.</summary>
internal static class LocalCurl
{
    private const string SuchAs = "such as ";

    /// <summary>The request of an example.</summary>
    public static string Of(string address, LocalExample example) => $"curl -i {Quote(address + example.PathAndQuery)}{Body(example.Json)}";

    /// <summary>A request that starts a job, with a value for everything that it must have.</summary>
    public static string Of(string address, JobDefinition job)
    {
        JobDescription description = job.Describe();
        JobRoute route = LocalStart.RouteOf(job);
        string path = route.Template;
        List<string> query = [];
        StringBuilder headers = new();
        foreach (JobParameter parameter in description.Parameters.DistinctBy(static parameter => (parameter.Source, parameter.Name)))
        {
            string value = ValueOf(parameter);
            if (parameter.Source is ArgumentSource.Route)
                path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
            else if (parameter.IsRequired && parameter.Source is ArgumentSource.Query)
                query.Add($"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(value)}");
            else if (parameter.IsRequired)
                headers.Append(" -H ").Append(Quote($"{parameter.Name}: {value}"));
        }

        if (job.RequireIdempotencyKey)
            headers.Append(" -H ").Append(Quote("Idempotency-Key: try-1"));
        string url = Quote(address + path + (query.Count == 0 ? "" : "?" + string.Join('&', query)));
        string method = description.Body is not null && route.Method == "POST" ? "" : $" -X {route.Method}";
        return $"curl -i{method} {url}{headers}{(description.Body is null ? "" : Body(JsonExample.Of(description.Body)))}";
    }

    private static string Body(string json) => $" -H 'content-type: application/json' -d {Quote(json)}";

    // What a value must look like mostly comes with an example: "a date such as 2026-01-31".
    private static string ValueOf(JobParameter parameter)
    {
        int example = parameter.Expected.IndexOf(SuchAs, StringComparison.Ordinal);
        if (example >= 0)
            return parameter.Expected[(example + SuchAs.Length)..].Split(" or ")[0];
        if (parameter.Type.IsEnum)
            return parameter.Values is [var first, ..] ? first : Enum.GetNames(parameter.Type)[0];

        return Type.GetTypeCode(parameter.Type) switch
        {
            TypeCode.Boolean => "true",
            TypeCode.Char => "x",
            TypeCode.String => parameter.Name,
            _ => parameter.Type == typeof(Uri) ? "https://example.com/" : "1",
        };
    }

    // For a POSIX shell, where nothing inside single quotes means anything.
    private static string Quote(string text) => $"'{text.Replace("'", """'\''""", StringComparison.Ordinal)}'";
}
