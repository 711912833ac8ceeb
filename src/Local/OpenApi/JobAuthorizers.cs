using System.Reflection;
using System.Text.Json.Nodes;
using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.OpenApi;

/// <summary>
/// The authorizers that the endpoints of an application are deployed with, as far as its assemblies say: those that jobs name, and the
/// AsyncJobsAuthorizer of the build. Which one an API has by itself, and what an authorizer takes, is the API's own.
/// </summary>
internal sealed class JobAuthorizers
{
    private const string None = "NONE";
    private const string Iam = "AWS_IAM";

    private readonly Dictionary<string, string?> _jobs = new(StringComparer.Ordinal);
    private readonly string? _all;

    /// <summary>Reads them.</summary>
    /// <param name="metadata">What the assemblies say, one list each.</param>
    public JobAuthorizers(IEnumerable<IEnumerable<KeyValuePair<string, string?>>> metadata)
    {
        List<string?> defaults = [];
        foreach (IEnumerable<KeyValuePair<string, string?>> assembly in metadata)
        {
            ILookup<string, string?> values = assembly.ToLookup(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
            string? otherwise = values[ManifestNames.Authorizer].FirstOrDefault();
            defaults.Add(otherwise);
            foreach (string? json in values[ManifestNames.Job])
            {
                if (json is not null && JsonNode.Parse(json) is JsonObject job && (string?)job["name"] is { } name && job["path"] is not null)
                    _jobs[name] = (string?)job["authorizer"] ?? otherwise;
            }
        }

        // As the template has it: what the build names for all, else what all jobs have.
        string?[] named = [.. defaults.Distinct()];
        string?[] used = [.. _jobs.Values.Distinct()];
        _all = named is [{ } one] ? one : used.Length == 1 ? used[0] : null;
    }

    /// <summary>Reads what the assemblies of an application's jobs say.</summary>
    public static JobAuthorizers Of(JobApp app) => new(app.Jobs
        .Select(static job => job.GetType().Assembly)
        .Distinct()
        .Select(static assembly => assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Select(static data => KeyValuePair.Create(data.Key, data.Value))));

    /// <summary>Writes into an operation what lets a request in; nothing where that is not known.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="components">The document's components.</param>
    /// <param name="job">The job that it starts; null for that of any job.</param>
    public void Write(JsonObject operation, JsonObject components, string? job)
    {
        switch (job is null ? _all : _jobs.GetValueOrDefault(job))
        {
            case null:
                break;
            case None:
                operation["security"] = new JsonArray();
                break;
            case string authorizer:
                if (components["securitySchemes"] is not JsonObject schemes)
                    components["securitySchemes"] = schemes = [];
                if (!schemes.ContainsKey(authorizer))
                    schemes[authorizer] = Scheme(authorizer);
                operation["security"] = new JsonArray(new JsonObject { [authorizer] = new JsonArray() });
                break;
        }
    }

    // API Gateway reads this header unless an authorizer is configured otherwise, and only it knows in which form.
    private static JsonObject Scheme(string authorizer)
    {
        JsonObject scheme = new()
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = "Authorization",
            ["description"] = authorizer == Iam
                ? "A signature of AWS, version 4."
                : $"What the authorizer '{authorizer}' of the API takes, such as 'Bearer' and a token.",
        };
        if (authorizer == Iam)
            scheme["x-amazon-apigateway-authtype"] = "awsSigv4";
        return scheme;
    }
}
