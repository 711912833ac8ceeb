using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.NativeAot;

/// <summary>
/// The sample, compiled to native code: a matter of minutes, so that the result is kept under <c>.cache</c> for as long as its sources are the same.
/// </summary>
internal static class NativeSample
{
    private static readonly TimeSpan s_publishLimit = TimeSpan.FromMinutes(15);
    private static readonly string[] s_sources =
        ["src/Runtime", "src/Local", "src/LocalPublished", "src/Generator", "src/Analyzers", "src/Shared", "src/Sam/AsyncJobs.Sam.csproj", "sample", "Directory.Build.props", "Directory.Packages.props"];
    private static readonly Lazy<Task<string>> s_program = new(PublishAsync);

    /// <summary>Publishes it, where that was not done before. Skips or fails the test where there is no linker.</summary>
    /// <returns>The program.</returns>
    public static Task<string> GetAsync() => s_program.Value;

    private static async Task<string> PublishAsync()
    {
        string linker = NativeLinker.Name;
        string cache = Path.Combine(RepositoryFiles.Root, ".cache", "native-sample");
        string folder = Path.Combine(cache, HashOfSources());
        string output = Path.Combine(folder, "published");
        string program = Path.Combine(output, "Sample");
        string log = Path.Combine(folder, "publish.log");
        if (File.Exists(log) && File.Exists(program))
        {
            AssertNoWarning(await File.ReadAllTextAsync(log));
            return program;
        }

        if (Directory.Exists(cache))
            Directory.Delete(cache, recursive: true);

        string building = Path.Combine(folder, "building");
        await using HostProcess publish = HostProcess.Start(
            HostProcess.DotNet,
            "publish",
            Path.Combine(RepositoryFiles.Root, "sample", "Sample.csproj"),
            "--configuration",
            "Release",
            "--runtime",
            RuntimeInformation.RuntimeIdentifier,
            "--artifacts-path",
            building,
            "--output",
            output,
            $"-p:CppCompilerAndLinker={linker}",

            // The tests run it outside of Lambda.
            "-p:AsyncJobsPublishLocal=true",

            // They have judged the same code in the build before; what is to be seen here is what the native compiler says.
            "-p:RunAnalyzers=false",
            "-nodeReuse:false");
        using CancellationTokenSource limit = new(s_publishLimit);
        int exitCode = await publish.WaitForExitAsync(limit.Token);
        Assert.True(exitCode == 0, publish.Output);
        AssertNoWarning(publish.Output);

        Directory.Delete(building, recursive: true);
        await File.WriteAllTextAsync(log, publish.Output);
        return program;
    }

    private static void AssertNoWarning(string output) => Assert.DoesNotContain("warning ", output, StringComparison.OrdinalIgnoreCase);

    private static string HashOfSources()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in s_sources.SelectMany(Files).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(RepositoryFiles.Root, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static IEnumerable<string> Files(string source)
    {
        string path = Path.Combine(RepositoryFiles.Root, source);
        return File.Exists(path)
            ? [path]
            : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => !IsBuilt(Path.GetRelativePath(path, file)));
    }

    private static bool IsBuilt(string file) => file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");
}
