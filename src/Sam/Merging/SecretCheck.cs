using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Merging;

/// <summary>
/// Whether the functions that share the requests have the same secret for the ids of jobs. Where a route moves from one to another that lacks it, a
/// key that a caller repeats starts a second job, and ids can be guessed.
/// </summary>
internal static class SecretCheck
{
    /// <summary>Says which lack it, or that they differ.</summary>
    /// <param name="functions">The functions that share the requests.</param>
    /// <param name="document">The template.</param>
    public static IEnumerable<TemplateWarning> Check(IEnumerable<DocumentEntry> functions, TemplateDocument document)
    {
        JsonNode? ofAll = SecretOf(document.Find("Globals", "Function")?.Value);
        (string Id, JsonNode? Secret)[] all =
            [.. functions.Select(function => (function.Key!, SecretOf(function.Node.Find(Events.Properties)?.Node.Value) ?? ofAll))];
        if (all.DistinctBy(static function => Canonical.Of(function.Secret)).Count() < 2)
            yield break;

        string with = Names(all.Where(static function => function.Secret is not null));
        string without = Names(all.Where(static function => function.Secret is null));
        yield return new TemplateWarning(
            ErrorCodes.EditsNotCopied,
            (without.Length > 0
                ? $"{JobVariables.IdempotencySecret} stands in {with}, and not in {without}. "
                : $"{JobVariables.IdempotencySecret} is not the same in {with}. ")
            + "They share the requests for all jobs, and routes move between them: a key that is repeated then starts a second job, and without a "
            + "secret ids can be guessed. Write the same into all.");
    }

    private static string Names(IEnumerable<(string Id, JsonNode? Secret)> functions) =>
        string.Join(", ", functions.Select(static function => $"'{function.Id}'"));

    private static JsonNode? SecretOf(JsonNode? function) => new[] { "Environment", "Variables", JobVariables.IdempotencySecret }
        .Aggregate(MergeKeys.Expand(function), static (node, name) => (node as JsonObject)?[name]);
}
