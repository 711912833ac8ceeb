using System.Globalization;
using System.Text.Json.Nodes;
using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Jobs;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Gives each reply of a document an example that fits its schema.</summary>
/// <param name="document">The document, with all else that it has.</param>
/// <param name="jobs">The application's jobs.</param>
internal sealed class ReplyExamples(JsonObject document, IReadOnlyList<JobDefinition> jobs)
{
    private readonly StatusExamples _statuses = new(document);

    /// <summary>Writes them.</summary>
    public void Write()
    {
        foreach (JsonObject operation in OpenApiDocument.Operations(document))
        {
            foreach ((string status, JsonNode? reply) in operation["responses"]!.AsObject())
                Write(int.Parse(status, CultureInfo.InvariantCulture), Resolve(reply!.AsObject()));
        }
    }

    private void Write(int status, JsonObject reply)
    {
        if (reply["content"] is not JsonObject content)
            return;

        foreach ((string type, JsonNode? node) in content)
        {
            JsonObject media = node!.AsObject();
            if (media.ContainsKey("example") || media.ContainsKey("examples"))
                continue;
            if (type == HttpReply.ProblemJson)
                media["example"] = Problem(status, (string)reply["description"]!);
            else if ((string?)media["schema"]?["$ref"] is { } schema)
                WriteStatus(media, schema.Split('/')[^1], status);
        }
    }

    private void WriteStatus(JsonObject media, string schema, int status)
    {
        const string ofOne = ".job";
        bool isAny = schema == "AnyJob";
        string? job = isAny ? jobs.Select(static job => job.Name).FirstOrDefault()
            : schema.EndsWith(ofOne, StringComparison.Ordinal) ? schema[..^ofOne.Length] : null;
        if (schema == "JobList")
            media["example"] = StatusExamples.Page(jobs.Select(static job => job.Name).FirstOrDefault());
        else if (job is not null && status == 200 && isAny)
            media["examples"] = _statuses.Named(job);
        else if (job is not null && status == 200)
            WriteIf(media, _statuses.Succeeded(job));
        else if (job is not null)
            media["example"] = StatusExamples.Pending(job);
    }

    private static void WriteIf(JsonObject media, JsonObject? example)
    {
        if (example is not null)
            media["example"] = example;
    }

    // As the endpoints write it.
    private static JsonNode Problem(int status, string message)
    {
        HttpFault[] faults = status == 400 ? [new("body", "$.urls", "is required")] : [];
        using JsonScratch scratch = JsonScratch.Rent();
        ProblemDetails.Write(scratch.Writer, status, 2000 + status, message, StatusExamples.RequestId, faults);
        return JsonNode.Parse(scratch.Written.Span)!;
    }

    private JsonObject Resolve(JsonObject reply) => (string?)reply["$ref"] is { } reference
        ? document["components"]!["responses"]![reference.Split('/')[^1]]!.AsObject()
        : reply;
}
