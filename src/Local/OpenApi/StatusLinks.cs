using System.Text.Json.Nodes;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Says of each reply 202 that the operation of the job's URL tells more, and with which of its values.</summary>
internal static class StatusLinks
{
    private const string Name = "Status";

    public static void Write(JsonObject document)
    {
        if ((string?)document["paths"]![JobPaths.Job]?["get"]?["operationId"] is not { } status)
            return;

        document["components"]!["links"] = new JsonObject
        {
            [Name] = new JsonObject
            {
                ["operationId"] = status,
                ["parameters"] = new JsonObject { ["id"] = "$response.body#/id" },
                ["description"] = "How far the job is, and its result.",
            },
        };
        foreach (JsonObject operation in OpenApiDocument.Operations(document))
        {
            if (operation["responses"]!["202"] is JsonObject accepted)
                accepted["links"] = new JsonObject { ["status"] = OpenApiDocument.Reference("links", Name) };
        }
    }
}
