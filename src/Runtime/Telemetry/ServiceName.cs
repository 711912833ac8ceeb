namespace AsyncJobs.Telemetry;

/// <summary>The rule for names that become names of metrics and values of their dimensions.</summary>
internal static class ServiceName
{
    private const int Longest = 64;

    /// <summary>Gives the name back.</summary>
    /// <exception cref="ArgumentException">It is not 1 to 64 letters, digits, dots, hyphens and underscores.</exception>
    public static string Check(string name, string parameter)
    {
        if (name is { Length: >= 1 and <= Longest } && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_'))
            return name;

        throw new ArgumentException($"'{name}' is no name: use 1 to {Longest} letters, digits, dots, hyphens and underscores.", parameter);
    }
}
