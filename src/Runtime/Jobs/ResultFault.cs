using System.Text.Json;

namespace AsyncJobs.Jobs;

/// <summary>Tells why a result was not written: the serializer cannot write it, or code of the application threw that ran on the way.</summary>
internal static class ResultFault
{
    /// <summary>
    /// Whether the serializer may have thrown this because it cannot write the result. For a number that JSON does not have, or for two members of
    /// one name, it throws what anybody may throw. Such a job is not run again: its work is done, and would most likely be done again for the same
    /// end.
    /// </summary>
    public static bool MayBeOfSerializer(Exception failure) =>
        failure is JsonException or NotSupportedException or ArgumentException or InvalidOperationException;
}
