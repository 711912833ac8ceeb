namespace AsyncJobs.Events;

/// <summary>Where a JSON value stands in a payload: for a string without its quotes, for an object or array with its brackets.</summary>
/// <param name="Start">The offset of its first byte.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="IsEscaped">Whether it is a string with escapes.</param>
internal readonly record struct JsonSlice(int Start, int Length, bool IsEscaped)
{
    // Nothing starts at 0: a value of a payload's object is behind at least a brace.
    public bool IsPresent => Start > 0;
}
