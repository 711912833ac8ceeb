using System.Text.Json;
using Xunit;

namespace AsyncJobs.Package.Tests.Packing;

/// <summary>
/// A folder with the packages of this tree and all that they and the tests' projects need, once for the test assembly: projects restore from it and from nothing else.
/// </summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private const string Analyzed = "<IsAotCompatible>true</IsAotCompatible>";

    /// <summary>The frameworks of the tests' projects. That of native code has what the others take, too.</summary>
    private static readonly (string Framework, string Properties)[] s_wanted =
        [("net8.0", Analyzed), ("net10.0", "<RuntimeIdentifier>linux-x64</RuntimeIdentifier><PublishAot>true</PublishAot>")];

    private static readonly string[] s_packed =
    [
        "src/Client/AsyncJobs.Client.csproj", "src/Direct/AsyncJobs.Direct.csproj", "src/Local/AsyncJobs.Local.csproj", "src/Runtime/AsyncJobs.csproj",
        "src/S3/AsyncJobs.S3.csproj", "src/Testing/AsyncJobs.Testing.csproj", "src/Tool/AsyncJobs.Tool.csproj", "templates/AsyncJobs.Templates.csproj",
    ];

    private static readonly string s_machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private readonly TemporaryFolder _folder = new("asyncjobs-packages-");

    /// <summary>The packages of this tree alone.</summary>
    public string Own => Path.Combine(_folder.Path, "own");

    /// <summary>Everything.</summary>
    public string All => Path.Combine(_folder.Path, "all");

    /// <summary>Where projects that restore from it have what they restored, so that each package is unpacked once.</summary>
    public string Restored => Path.Combine(_folder.Path, "restored");

    /// <summary>Where dotnet new has the project template.</summary>
    public string Templates => Path.Combine(_folder.Path, "templates");

    /// <summary>The path of a package of this tree.</summary>
    public string PathOf(string id, string extension = "nupkg") => Path.Combine(Own, $"{id}.{Repository.Version}.{extension}");

    public async ValueTask InitializeAsync()
    {
        await PackAsync();
        await DotNet.RunAsync(_folder.Path, null, "new", "install", PathOf("AsyncJobs.Templates"), "--debug:custom-hive", Templates);

        Directory.CreateDirectory(All);
        foreach (string package in Directory.EnumerateFiles(Own, "*.nupkg"))
            File.Copy(package, Path.Combine(All, Path.GetFileName(package)));
        foreach ((string framework, string properties) in s_wanted)
            await AddDependenciesAsync(framework, properties);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    // What dotnet pack does with each, in one process.
    private async Task PackAsync()
    {
        string project = Path.Combine(_folder.Path, "Pack.proj");
        await File.WriteAllTextAsync(
            project,
            $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{string.Join(';', s_packed.Select(static packed => Path.Combine(Repository.Root, packed)))}" Targets="Pack"
                         Properties="NoBuild=true;Configuration={Repository.Configuration};PackageOutputPath={Own}" />
              </Target>
            </Project>
            """);
        await DotNet.RunAsync(Repository.Root, null, "msbuild", project, "-target:Pack");
    }

    // Restores with the machine's own sources and takes what was restored: for a folder of packages, this is the only download.
    private async Task AddDependenciesAsync(string framework, string properties)
    {
        string folder = Path.Combine(_folder.Path, framework);
        Directory.CreateDirectory(folder);
        string project = Path.Combine(folder, "Everything.csproj");
        await File.WriteAllTextAsync(
            project,
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                <OutputType>Exe</OutputType>
                <RestoreAdditionalProjectSources>{Own}</RestoreAdditionalProjectSources>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AsyncJobs" Version="{Repository.Version}" />
                <PackageReference Include="AsyncJobs.Local" Version="{Repository.Version}" />
                <PackageReference Include="AsyncJobs.Client" Version="{Repository.Version}" />
                <PackageReference Include="AsyncJobs.S3" Version="{Repository.Version}" />
                <PackageReference Include="AsyncJobs.Direct" Version="{Repository.Version}" />
                <PackageReference Include="AsyncJobs.Testing" Version="{Repository.Version}" />
                {string.Concat(Repository.PackagesOfTemplateTests.Select(static package => $"<PackageReference Include=\"{package.Id}\" Version=\"{package.Version}\" />"))}
              </ItemGroup>
            </Project>
            """);

        // The packages of this tree have no place in the machine's folder: their version stays while what they hold changes.
        string own = Path.Combine(folder, "packages");
        string[] folders = Directory.Exists(s_machine) ? [own, s_machine] : [own];
        await DotNet.RunAsync(folder, own, ["restore", project, .. folders[1..].Select(known => $"-p:RestoreFallbackFolders={known}")]);

        using JsonDocument assets = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "obj", "project.assets.json")));
        foreach (JsonProperty library in assets.RootElement.GetProperty("libraries").EnumerateObject())
            Take(library.Name, folders);
        foreach (JsonProperty target in assets.RootElement.GetProperty("project").GetProperty("frameworks").EnumerateObject())
        {
            if (!target.Value.TryGetProperty("downloadDependencies", out JsonElement downloads))
                continue;
            foreach (JsonElement download in downloads.EnumerateArray())
                Take($"{download.GetProperty("name").GetString()}/{download.GetProperty("version").GetString()!.Trim('[', ']').Split(',')[0]}", folders);
        }
    }

    private void Take(string library, string[] folders)
    {
        string[] parts = library.ToLowerInvariant().Split('/');
        string name = $"{parts[0]}.{parts[1]}.nupkg";
        string target = Path.Combine(All, name);
        if (parts[0].StartsWith("asyncjobs", StringComparison.Ordinal) || File.Exists(target))
            return;

        string source = folders.Select(folder => Path.Combine(folder, parts[0], parts[1], name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{library} was restored, but its package is in none of {string.Join(", ", folders)}.");
        File.CreateSymbolicLink(target, source);
    }
}
