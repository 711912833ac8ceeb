namespace AsyncJobs.Tool.CommandLine;

/// <summary>Finds an option that a command line has twice: which one is meant cannot be told, and the jobs of either would be touched.</summary>
internal static class RepeatedOption
{
    /// <summary>The first of them; null where there is none.</summary>
    public static string? In(IEnumerable<string> args) => args
        .TakeWhile(static arg => arg != "--")
        .Where(static arg => arg.StartsWith("--", StringComparison.Ordinal))
        .Select(static arg => arg.Split('=')[0])
        .GroupBy(static name => name, StringComparer.Ordinal)
        .FirstOrDefault(static same => same.Skip(1).Any())?.Key;
}
