using System.Text.Json;

namespace AsyncJobs.Jobs;

/// <summary>Tells why a result was not written: the serializer cannot write it, or code of the application threw that ran on the way.</summary>
internal static class ResultFault
{
    private const string Serializer = "System.Text.Json.";

    /// <summary>
    /// Whether the serializer says that it cannot write the result. It has exceptions of its own for that. For a number that JSON does not have, or for
    /// two members of one name, it throws what anybody may throw; the place where it was thrown then shows whose it is.
    /// </summary>
    public static bool IsOfSerializer(Exception failure) => failure switch
    {
        JsonException or NotSupportedException => true,
        ArgumentException or InvalidOperationException => IsThrownBySerializer(failure),
        _ => false,
    };

    private static bool IsThrownBySerializer(Exception failure)
    {
        ReadOnlySpan<char> trace = failure.StackTrace;
        int end = trace.IndexOf('\n');

        // Without a trace it counts as before: the work is done, and would be done again for the same end.
        return trace.IsEmpty || (end < 0 ? trace : trace[..end]).Contains(Serializer, StringComparison.Ordinal);
    }
}
