namespace AsyncJobs.Binding;

/// <summary>Tells by the place where an exception was thrown whether System.Text.Json did it, which its type alone does not say.</summary>
internal static class SerializerTrace
{
    private const string Serializer = "System.Text.Json.";
    private const string Framework = "System.";
    private const string Ours = "AsyncJobs.Binding.";

    /// <summary>
    /// Whether System.Text.Json threw it by itself, rather than on behalf of a converter or constructor that called it. Without a trace it counts as
    /// if it did.
    /// </summary>
    public static bool IsOfSerializerAlone(Exception failure)
    {
        bool isFirst = true;
        foreach (ReadOnlySpan<char> line in failure.StackTrace.AsSpan().EnumerateLines())
        {
            // "   at System.Text.Json.JsonSerializer.Deserialize[TValue](…)"
            ReadOnlySpan<char> method = line.TrimStart();
            method = method[(method.IndexOf(' ') + 1)..];
            if (method.StartsWith(Ours, StringComparison.Ordinal))
                return true;
            if (!method.IsEmpty && !method.StartsWith(isFirst ? Serializer : Framework, StringComparison.Ordinal))
                return false;

            isFirst = false;
        }

        return true;
    }
}
