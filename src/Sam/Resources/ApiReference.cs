using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Resources;

/// <summary>The API whose requests the functions answer.</summary>
/// <param name="IsRest">Whether it is a REST API; else an HTTP API.</param>
/// <param name="LogicalId">The API in the template; null for the one that SAM adds.</param>
/// <param name="Auth">Its authorizers.</param>
internal sealed record ApiReference(bool IsRest, string? LogicalId, ApiAuth Auth)
{
    /// <summary>The property by which an event says that the replies of its function are passed on as they come.</summary>
    public const string Streams = "ResponseTransferMode";

    /// <summary>Why SAM does not give the API the routes of functions, only the permission to call them; null where it does.</summary>
    public string? WithoutRoutes { get; private init; }

    /// <summary>The type of SAM's events.</summary>
    public string EventType => IsRest ? "Api" : "HttpApi";

    /// <summary>The name of the property by which an event names its API.</summary>
    public string IdProperty => IsRest ? "RestApiId" : "ApiId";

    /// <exception cref="TemplateException">The template has no such API.</exception>
    public static ApiReference Of(string api, TemplateDocument document)
    {
        if (api is "http" or "rest")
            return Make(api == "rest", null, document);

        return document.Find("Resources", api, "Type")?.Value?.ToString() switch
        {
            "AWS::Serverless::HttpApi" => Make(false, api, document) with { WithoutRoutes = Definition(api, document) },
            "AWS::Serverless::Api" => Make(true, api, document) with { WithoutRoutes = Definition(api, document) },
            "AWS::ApiGatewayV2::Api" => Make(false, api, document) with { WithoutRoutes = "it is no AWS::Serverless::HttpApi" },
            "AWS::ApiGateway::RestApi" => Make(true, api, document) with { WithoutRoutes = "it is no AWS::Serverless::Api" },
            { } type => throw new TemplateException(
                ErrorCodes.Api,
                $"AsyncJobsApi is '{api}', which is of the type {type} in the template: "
                + "it must be an AWS::Serverless::HttpApi or AWS::Serverless::Api."),
            null => throw new TemplateException(
                ErrorCodes.Api,
                $"AsyncJobsApi is '{api}', and the template has no such resource: "
                + "name one, or set it to http or rest for the API that SAM adds."),
        };
    }

    private static ApiReference Make(bool isRest, string? id, TemplateDocument document) => new(isRest, id, ApiAuth.Of(document, isRest, id));

    // SAM completes a definition that it can read; one of another file, or of an intrinsic function, it passes on.
    private static string? Definition(string api, TemplateDocument document)
    {
        if (document.Find("Resources", api, "Properties", "DefinitionUri") is not null)
            return "its definition is in another file (DefinitionUri)";

        return document.Find("Resources", api, "Properties", "DefinitionBody")?.Value is JsonObject body
            && body.Any(member => member.Key.StartsWith("Fn::", StringComparison.Ordinal))
            ? "its definition is the value of a function (DefinitionBody)"
            : null;
    }

    /// <summary>The URL where the jobs are, as CloudFormation puts it together.</summary>
    public JsonNode Url()
    {
        string id = LogicalId ?? (IsRest ? "ServerlessRestApi" : "ServerlessHttpApi");
        string stage = IsRest ? "/Prod" : "";
        return new JsonObject { ["Fn::Sub"] = $"https://${{{id}}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}{stage}" };
    }

    /// <summary>Whether a function of the template tells of jobs at this API, and does not only stream how they go on.</summary>
    public bool HasJobs(JsonNode? resource)
    {
        if (resource?["Properties"] is not JsonObject properties || properties["Events"] is not JsonObject events)
            return false;

        foreach ((_, JsonNode? item) in events)
        {
            if (item is JsonObject one && one["Type"]?.ToString() == EventType && one["Properties"] is JsonObject route
                && route["Path"]?.ToString() == JobPaths.Job && !route.ContainsKey(Streams)
                && (route[IdProperty] as JsonObject)?["Ref"]?.ToString() == LogicalId)
                return true;
        }

        return false;
    }
}
