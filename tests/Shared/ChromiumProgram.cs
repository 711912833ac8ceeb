namespace AsyncJobs.Tests;

/// <summary>The browser of tests: the program that ASYNCJOBS_CHROMIUM names, as test.sh does, or else one that the PATH leads to.</summary>
internal static class ChromiumProgram
{
    /// <summary>What to say where there is none.</summary>
    public const string Missing = "There is no Chromium: run test.sh, which installs it, or set ASYNCJOBS_CHROMIUM to the program.";

    // The first has no windows and takes less time.
    private static readonly string[] s_names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Its path; null where there is none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("ASYNCJOBS_CHROMIUM") is { Length: > 0 } named)
            return named;

        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return s_names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
