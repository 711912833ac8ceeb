using Xunit;

namespace AsyncJobs.Tests;

/// <summary>What links native code.</summary>
internal static class NativeLinker
{
    /// <summary>Its name. Skips the test where there is none; fails it under CI=true.</summary>
    public static string Name
    {
        get
        {
            string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            string? linker = Array.Find(["clang", "gcc"], name => Array.Exists(folders, folder => File.Exists(Path.Combine(folder, name))));
            const string missing = "Native AOT needs clang or gcc to link, and neither is on the PATH.";
            if (linker is null && Environment.GetEnvironmentVariable("CI") == "true")
                throw new InvalidOperationException(missing);

            Assert.SkipWhen(linker is null, missing);
            return linker!;
        }
    }
}
