using AsyncJobs.Package.Tests.Packing;

namespace AsyncJobs.Package.Tests.Consumers;

/// <summary>
/// A folder of somebody's projects: it restores from the feed alone, into the feed's folder of packages.
/// </summary>
internal sealed class Consumer : IDisposable
{
    private readonly TemporaryFolder _folder = new("asyncjobs-consumer-");
    private readonly string _packages;

    public Consumer(PackageFeed feed)
    {
        _packages = feed.Restored;
        Write(
            "nuget.config",
            $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{feed.All}" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    public string Path => _folder.Path;

    public string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Write(string file, string text)
    {
        string path = File(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
    }

    /// <summary>Writes a program with one job, as small as they get.</summary>
    /// <param name="folder">The project's folder and name.</param>
    /// <param name="frameworks">The target frameworks.</param>
    /// <param name="properties">Further properties.</param>
    /// <param name="packages">Further packages of this tree.</param>
    public void WriteProgram(string folder, string frameworks, string properties = "", params string[] packages)
    {
        IEnumerable<string> references = ((string[])["AsyncJobs", "AsyncJobs.Local", .. packages])
            .Select(static package => $"""<PackageReference Include="{package}" Version="{Repository.Version}" />""");
        string element = frameworks.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework";
        Write(
            $"{folder}/{folder}.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <{element}>{frameworks}</{element}>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(references)}
              </ItemGroup>
            </Project>
            """);
        WriteJob(folder, folder);
        Write(
            $"{folder}/Program.cs",
            $"""
            using AsyncJobs.Hosting;
            using AsyncJobs.Local;

            if (LambdaHost.IsLambda)
                return LambdaHost.Run({folder}.AppJobs.App);

            return await LocalHost.RunAsync({folder}.AppJobs.App, args);
            """);
    }

    /// <summary>Writes the job: it turns a text around.</summary>
    public void WriteJob(string folder, string @namespace) => Write(
        $"{folder}/Turning.cs",
        $$"""
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using AsyncJobs;

        namespace {{@namespace}};

        public sealed record Words(string Text);

        [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
        [JsonSerializable(typeof(Words))]
        internal sealed partial class WordsJson : JsonSerializerContext;

        public static class Turning
        {
            [AsyncJob("POST /turned")]
            public static async Task<Words> Turn(Words words, JobContext job)
            {
                await job.ReportProgressAsync(0.5);
                char[] letters = words.Text.ToCharArray();
                Array.Reverse(letters);
                return new Words(new string(letters));
            }
        }
        """);

    public Task<string> DotNetAsync(params string[] arguments) => DotNet.RunAsync(Path, _packages, arguments);

    public Task<(int ExitCode, string Output)> TryDotNetAsync(params string[] arguments) => DotNet.TryAsync(Path, _packages, arguments);

    public void Dispose() => _folder.Dispose();
}
