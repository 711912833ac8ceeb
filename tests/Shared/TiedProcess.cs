using System.Diagnostics;

namespace AsyncJobs.Tests;

/// <summary>
/// Starts a program that ends with this process, however this one ends: the operating system closes the pipe that the program's watcher reads.
/// </summary>
internal static class TiedProcess
{
    // The shell becomes the program and keeps its process id. In the background it leaves the watcher, who alone has the pipe.
    private const string Script = """exec 3<&0 </dev/null; { read -r _ <&3; kill -9 $$; } >/dev/null 2>&1 & exec 3<&-; exec "$0" "$@" """;

    /// <summary>How to start it. Its output is redirected, and it has no input.</summary>
    public static ProcessStartInfo Of(string fileName, params IEnumerable<string> arguments) =>
        new("/bin/sh", ["-c", Script, fileName, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
