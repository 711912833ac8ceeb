using System.Reflection;
using System.Text.Json;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>What the build of an assembly has written into it.</summary>
internal static class BuildMetadata
{
    /// <summary>The value; null where the build did not write it.</summary>
    public static string? Of(Assembly assembly, string key) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == key)?.Value;

    /// <summary>All values of a key that is written once for each job.</summary>
    public static IEnumerable<string> AllOf(Assembly assembly, string key) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Where(data => data.Key == key).Select(static data => data.Value).OfType<string>();

    /// <summary>Whether the assembly references AsyncJobs.S3, so that its template has a bucket for large payloads.</summary>
    public static bool HasPayloadBucket(Assembly assembly)
    {
        if (Of(assembly, ManifestNames.App) is not { } manifest)
            return false;

        using JsonDocument document = JsonDocument.Parse(manifest);
        return document.RootElement.TryGetProperty(ManifestNames.PayloadBucket, out JsonElement value) && value.ValueKind is JsonValueKind.True;
    }
}
