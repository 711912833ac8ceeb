using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The values of the setting that says by what how jobs go on is streamed: <c>AsyncJobsStreaming</c> of a build.</summary>
[Embedded]
internal static class StreamingValue
{
    /// <summary>The property.</summary>
    public const string Property = "AsyncJobsStreaming";

    /// <summary>Nothing streams, which is the default.</summary>
    public const string None = "none";

    /// <summary>GET of a job's URL at the REST API streams.</summary>
    public const string Rest = "rest";

    /// <summary>A function URL streams, beside the API.</summary>
    public const string FunctionUrl = "functionUrl";

    /// <summary>Says what a value has to be, to end a sentence that begins with the setting's name.</summary>
    public const string Fault = "must be none, rest or functionUrl";

    /// <summary>Whether a value is one of these, however it is capitalized.</summary>
    public static bool IsKnown(string value) => Is(value, None) || Is(value, Rest) || Is(value, FunctionUrl);

    /// <summary>Whether a value is a certain one.</summary>
    public static bool Is(string value, string one) => string.Equals(value, one, StringComparison.OrdinalIgnoreCase);
}
