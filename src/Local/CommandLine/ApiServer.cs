using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>
/// Where the API is, for its OpenAPI document: what the environment says, as on AWS, else what the build said as AsyncJobsOpenApiServer.
/// </summary>
internal static class ApiServer
{
    private const string Property = "AsyncJobsOpenApiServer";

    /// <summary>The URL without a slash at the end; null where nothing says it.</summary>
    /// <exception cref="LocalOptionsException">It is malformed, or several assemblies say different ones.</exception>
    public static string? Of(JobApp app, Func<string, string?> read)
    {
        if (read(JobVariables.PublicUrl) is { Length: > 0 } url)
            return Parse($"The environment variable {JobVariables.PublicUrl}", url);

        return BuiltSetting.Of(app, ManifestNames.OpenApiServer, Property) is { } built ? Parse(Property, built) : null;
    }

    private static string Parse(string name, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out Uri? url) && url is { Scheme: "http" or "https", Query: "", Fragment: "" }
            ? value.TrimEnd('/')
            : throw new LocalOptionsException(
                $"{name} must be an absolute http or https URL without a query, such as https://api.example.com/prod.");
}
