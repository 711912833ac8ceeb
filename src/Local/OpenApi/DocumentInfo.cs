using System.Text.Json.Nodes;

namespace AsyncJobs.Local.OpenApi;

/// <summary>Writes what the document says of the API as a whole: what it is, whom to ask, and where it is.</summary>
internal static class DocumentInfo
{
    private const string Variable = "server";

    public static void Write(JsonObject document, string title, string version, OpenApiSettings settings)
    {
        JsonObject info = document["info"]!.AsObject();
        info["title"] = title;
        info["version"] = version;
        info["description"] = settings.Description
            ?? $"The jobs of {title}. A request that starts a job is answered with its URL before the job has run; the URL tells how far it is, and "
            + "has its result.";
        info["contact"] = settings.Contact?.Write() ?? new JsonObject { ["name"] = settings.Organization ?? title };
        document["servers"] = new JsonArray(ServerOf(settings.Server));
    }

    // Who makes the document may not know where the API will be; who reads it then says it.
    private static JsonObject ServerOf(string? url) => url is not null ? new JsonObject { ["url"] = url } : new JsonObject
    {
        ["url"] = $"{{{Variable}}}",
        ["variables"] = new JsonObject
        {
            [Variable] = new JsonObject
            {
                ["default"] = CommandLine.LocalOptions.DefaultUrl,
                ["description"] = "The URL of the API, with its stage where it has one, without a slash at the end. Unless set it is the local host.",
            },
        },
    };
}
