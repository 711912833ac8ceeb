using System.Text.Json.Serialization;

namespace AsyncJobs.Local.Platform;

/// <summary>A line of the log that is kept for whoever looks at its job.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="Level">How much it matters: <c>info</c>, <c>warn</c> and so on; empty where that is not known.</param>
/// <param name="Text">The line, without these, and with the lines of its exception.</param>
internal sealed record KeptLine(DateTimeOffset Time, string Level, string Text)
{
    /// <summary>The trace that it belongs to; null where the line does not say.</summary>
    [JsonIgnore]
    public string? TraceId { get; init; }
}
