using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Manifest;

/// <summary>What an assembly says of its jobs.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Framework">The version of .NET that it is built for; null where it is not for .NET.</param>
/// <param name="App">Null in an assembly without jobs.</param>
/// <param name="Jobs">The jobs, by name.</param>
internal sealed record AssemblyManifest(string Assembly, Version? Framework, AppManifest? App, IReadOnlyList<JobManifest> Jobs)
{
    /// <summary>What the build said of the application as a whole, by the names of <see cref="ManifestNames"/>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>A setting of the build; null where it said nothing.</summary>
    public string? Setting(string name) => Settings.GetValueOrDefault(name);
}
