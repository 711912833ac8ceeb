namespace AsyncJobs.Package.Tests.Packing;

/// <summary>A folder outside of the repository, so that nothing of its settings is found above.</summary>
internal sealed class TemporaryFolder(string prefix) : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory(prefix).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
