using System.Text.Json.Nodes;
using AsyncJobs.Binding;
using AsyncJobs.Jobs;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Writes the operation that starts a job.</summary>
/// <param name="job">The job.</param>
/// <param name="description">What it takes.</param>
/// <param name="words">What its author says of it.</param>
internal sealed class JobOperation(JobDefinition job, JobDescription description, JobWords words)
{
    private const string IdempotencyKey = "IdempotencyKey";
    private const string AnyType = "*/*";

    private static readonly (string Component, string Header)[] s_headers =
    [
        (IdempotencyKey, "Idempotency-Key"), ("Prefer", "Prefer"), ("CallbackUrl", "x-callback-url"), ("CorrelationId", "x-correlation-id"),
    ];

    /// <summary>Writes it.</summary>
    /// <param name="components">The document's components; those that the operation refers to are there.</param>
    /// <param name="placeholder">How the document calls a placeholder of the route.</param>
    public JsonObject Write(JsonObject components, Func<string, string> placeholder)
    {
        JsonObject operation = new()
        {
            ["operationId"] = job.Name + ".start",
            ["summary"] = $"Starts a job of {job.Name}.",
            ["description"] = Description(),
            ["tags"] = new JsonArray(job.Name),
            ["parameters"] = Parameters(components, placeholder),
        };
        if (description.BodyTypes.Count > 0)
            operation["requestBody"] = new JsonObject { ["required"] = description.IsBodyRequired, ["content"] = BodyContent() };

        operation["responses"] = Responses();
        return operation;
    }

    private string Description()
    {
        const string afterwards =
            "The reply comes as soon as the job is accepted. GET of its URL, which is in `Location`, then tells how far it is, and its result.";
        return string.Join("\n\n", new[] { words.Summary, words.Remarks, afterwards }.OfType<string>());
    }

    private JsonArray Parameters(JsonObject components, Func<string, string> placeholder)
    {
        JsonArray parameters = [];
        HashSet<(ArgumentSource, string)> written = [];
        foreach (JobParameter parameter in description.Parameters.OrderByDescending(static parameter => parameter.IsRequired))
        {
            bool isHeader = parameter.Source is ArgumentSource.Header;
            if (written.Add((parameter.Source, isHeader ? parameter.Name.ToLowerInvariant() : parameter.Name)))
                parameters.Add((JsonNode)Parameter(parameter, placeholder));
        }

        foreach ((string component, string header) in s_headers)
        {
            if (!written.Contains((ArgumentSource.Header, header.ToLowerInvariant())))
                parameters.Add((JsonNode)Header(component, components));
        }

        return parameters;
    }

    private JsonObject Parameter(JobParameter parameter, Func<string, string> placeholder)
    {
        bool isRoute = parameter.Source is ArgumentSource.Route;
        JsonObject written = new()
        {
            ["name"] = isRoute ? placeholder(parameter.Name) : parameter.Name,
            ["in"] = isRoute ? "path" : parameter.Source is ArgumentSource.Query ? "query" : "header",
        };
        if (isRoute || parameter.IsRequired)
            written["required"] = true;
        string? form = parameter.Type == typeof(string) ? null : $"{(parameter.IsRepeated ? "Each must be" : "Must be")} {parameter.Expected}.";
        string about = string.Join(' ', new[] { words.Of(parameter.Name), form }.OfType<string>());
        if (about.Length > 0)
            written["description"] = about;
        written["schema"] = ParameterSchema.Of(parameter);
        return written;
    }

    private JsonObject Header(string component, JsonObject components)
    {
        if (component != IdempotencyKey || !job.RequireIdempotencyKey)
            return OpenApiDocument.Reference("parameters", component);

        JsonObject required = components["parameters"]![component]!.DeepClone().AsObject();
        required["required"] = true;
        return required;
    }

    private JsonObject Responses()
    {
        JsonObject responses = new()
        {
            ["200"] = new JsonObject
            {
                ["description"] = "The caller asked to wait, and the job has ended.",
                ["headers"] = new JsonObject
                {
                    ["Content-Location"] = OpenApiDocument.Reference("headers", "ContentLocation"),
                    ["Preference-Applied"] = OpenApiDocument.Reference("headers", "PreferenceApplied"),
                },
                ["content"] = Content(job.Name + ".job"),
            },
            ["202"] = new JsonObject
            {
                ["description"] = "The job is accepted. Its URL tells how far it is.",
                ["headers"] = new JsonObject
                {
                    ["Location"] = OpenApiDocument.Reference("headers", "Location"),
                    ["Preference-Applied"] = OpenApiDocument.Reference("headers", "PreferenceApplied"),
                    ["Retry-After"] = OpenApiDocument.Reference("headers", "RetryAfterUntilFinished"),
                },
                ["content"] = Content(job.Name + ".job"),
            },
            ["400"] = OpenApiDocument.Reference("responses", "BadRequest"),
        };
        responses["403"] = OpenApiDocument.Reference("responses", "Forbidden");
        if (description.BodyTypes.Count > 0)
        {
            responses["413"] = OpenApiDocument.Reference("responses", "PayloadTooLarge");
            responses["415"] = OpenApiDocument.Reference("responses", "UnsupportedMediaType");
        }

        responses["422"] = OpenApiDocument.Reference("responses", "KeyReused");
        responses["500"] = OpenApiDocument.Reference("responses", "InternalError");
        responses["503"] = OpenApiDocument.Reference("responses", "Unavailable");
        return responses;
    }

    private JsonObject BodyContent()
    {
        JsonObject content = [];
        foreach (string type in description.BodyTypes)
        {
            // Bytes have no schema.
            content[type] = type != AnyType ? new JsonObject { ["schema"] = OpenApiDocument.Reference("schemas", job.Name + ".input") }
                : description.Body?.Type == typeof(string) ? new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } }
                : new JsonObject();
        }

        return content;
    }

    private static JsonObject Content(string schema) => new()
    {
        ["application/json"] = new JsonObject { ["schema"] = OpenApiDocument.Reference("schemas", schema) },
    };
}
