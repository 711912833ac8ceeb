namespace AsyncJobs.Tests.Roslyn;

/// <summary>Where the sources are, for tests about files of the repository.</summary>
internal static class RepositoryRoot
{
    private static readonly string s_path = Find();

    public static string Combine(params string[] parts) => Path.Combine([s_path, .. parts]);

    private static string Find()
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "Generators.sln")))
            directory = Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException($"Generators.sln is not above {AppContext.BaseDirectory}.");
    }
}
