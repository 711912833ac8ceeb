using System.Text.Json.Nodes;
using AsyncJobs.Template.Documents;

namespace AsyncJobs.Template.Sam;

/// <summary>The API whose requests the functions answer.</summary>
/// <param name="IsRest">Whether it is a REST API; else an HTTP API.</param>
/// <param name="LogicalId">The API in the template; null for the one that SAM adds.</param>
internal sealed record ApiReference(bool IsRest, string? LogicalId)
{
    /// <summary>The type of SAM's events.</summary>
    public string EventType => IsRest ? "Api" : "HttpApi";

    /// <summary>The name of the property by which an event names its API.</summary>
    public string IdProperty => IsRest ? "RestApiId" : "ApiId";

    /// <exception cref="TemplateException">The template has no such API.</exception>
    public static ApiReference Of(string api, TemplateDocument document)
    {
        if (api is "http" or "rest")
            return new ApiReference(api == "rest", null);

        return document.Find("Resources", api, "Type")?.Value?.ToString() switch
        {
            "AWS::Serverless::HttpApi" or "AWS::ApiGatewayV2::Api" => new ApiReference(false, api),
            "AWS::Serverless::Api" or "AWS::ApiGateway::RestApi" => new ApiReference(true, api),
            { } type => throw new TemplateException(ErrorCodes.Api, $"AsyncJobsApi is '{api}', which is of the type {type} in the template: it must be an AWS::Serverless::HttpApi or AWS::Serverless::Api."),
            null => throw new TemplateException(ErrorCodes.Api, $"AsyncJobsApi is '{api}', and the template has no such resource: name one, or set it to http or rest for the API that SAM adds."),
        };
    }

    /// <summary>The URL where the jobs are, as CloudFormation puts it together.</summary>
    public JsonNode Url() => new JsonObject
    {
        ["Fn::Sub"] = $"https://${{{LogicalId ?? (IsRest ? "ServerlessRestApi" : "ServerlessHttpApi")}}}.execute-api.${{AWS::Region}}.${{AWS::URLSuffix}}{(IsRest ? "/Prod" : "")}",
    };

    /// <summary>Whether a function of the template answers GET of a job's URL at this API.</summary>
    public bool HasJobs(JsonNode? resource)
    {
        if (resource?["Properties"] is not JsonObject properties || properties["Events"] is not JsonObject events)
            return false;

        foreach ((_, JsonNode? item) in events)
        {
            if (item is JsonObject one && one["Type"]?.ToString() == EventType && one["Properties"] is JsonObject route
                && route["Path"]?.ToString() == Plan.DeploymentPlan.JobPath && (route[IdProperty] as JsonObject)?["Ref"]?.ToString() == LogicalId)
                return true;
        }

        return false;
    }
}
