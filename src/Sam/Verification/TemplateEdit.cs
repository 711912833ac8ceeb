using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Verification;

/// <summary>What a build means to change in a template.</summary>
/// <param name="Path">The names that lead to it.</param>
/// <param name="Value">What has to stand there; null for nothing.</param>
internal sealed record TemplateEdit(IReadOnlyList<string> Path, JsonNode? Value);
