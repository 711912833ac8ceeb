using System.Text.Json.Nodes;
using AsyncJobs.Docs.Tests.Running;

namespace AsyncJobs.Docs.Tests.Tools;

/// <summary>The manifest of the sample, as the command of docs/guides/terraform-cdk.md prints it, with all that a manifest may have.</summary>
internal static class Manifest
{
    /// <summary>The key that the manifest names.</summary>
    public const string Key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    /// <summary>The capacity provider that it names. No job of the sample needs one.</summary>
    public const string CapacityProvider = "arn:aws:lambda:eu-west-1:123456789012:capacity-provider:batch";

    private static readonly Lazy<Task<string>> s_text = new(static () => Programs.RunTemplateAsync(
        "manifest", "--assembly", Programs.Sample, "--prefix", "shop", "--payload-bucket", "true", "--list", "true", "--list-all", "true",
        "--kms-key", Key, "--capacity-provider", CapacityProvider));

    public static Task<string> TextAsync() => s_text.Value;

    public static async Task<JsonObject> ReadAsync() => JsonNode.Parse(await TextAsync())!.AsObject();

    /// <summary>The names of all members at all depths.</summary>
    public static IEnumerable<string> NamesIn(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(static member => NamesIn(member.Value).Prepend(member.Key)),
        JsonArray list => list.SelectMany(NamesIn),
        _ => [],
    };
}
