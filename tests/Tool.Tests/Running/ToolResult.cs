using System.Text.Json;

namespace AsyncJobs.Tool.Tests.Running;

/// <summary>What a run of the command printed, and how it ended.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Each line of the output as JSON.</summary>
    public JsonElement[] Json => [.. Lines.Select(static line =>
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    })];
}
