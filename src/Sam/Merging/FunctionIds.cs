namespace AsyncJobs.Sam.Merging;

/// <summary>
/// Which resource belongs to which function, by their logical ids: those of its log group and its alarms begin with that of the function.
/// </summary>
internal static class FunctionIds
{
    /// <summary>The function that a resource belongs to, which may be itself; null for none.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="functions">The functions that there are.</param>
    public static string? OwnerOf(string id, IEnumerable<string> functions) =>
        functions.Where(function => id.StartsWith(function, StringComparison.Ordinal)).MaxBy(static function => function.Length);

    /// <summary>Whether a function is one of those that share the requests of an application.</summary>
    /// <param name="id">The function.</param>
    /// <param name="first">The first of them. The others have its id, and a number.</param>
    public static bool SharesRequests(string id, string first) =>
        id.StartsWith(first, StringComparison.Ordinal) && id.AsSpan(first.Length).IndexOfAnyExceptInRange('0', '9') < 0;
}
