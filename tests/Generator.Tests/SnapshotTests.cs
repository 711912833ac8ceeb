using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests;

/// <summary>
/// Every folder of Snapshots is a user's project with the files that are generated for it, one job shape a folder.
/// ASYNCJOBS_UPDATE_SNAPSHOTS=1 rewrites them.
/// </summary>
public sealed class SnapshotTests
{
    public static TheoryData<string> Shapes { get; } =
        [.. Directory.GetDirectories(RepositoryRoot.Combine("tests", "Generator.Tests", "Snapshots")).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_output_is_the_one_on_record(string shape)
    {
        string folder = RepositoryRoot.Combine("tests", "Generator.Tests", "Snapshots", shape);
        string[] inputs = [.. Directory.GetFiles(folder, "*.cs").Where(static path => !IsSnapshot(path)).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(inputs);

        TestProject project = TestProject.Of([.. inputs.Select(File.ReadAllText)]) with { UserWarnings = ["CS0612", "CS0618", "CS1573", "CS8981"] };
        GeneratorRun run = GeneratorRun.Strict(shape == "TypedClient" ? project.WithClient() : project);
        Assert.NotEmpty(run.Files);

        if (Environment.GetEnvironmentVariable("ASYNCJOBS_UPDATE_SNAPSHOTS") == "1")
            Rewrite(folder, run);

        Assert.Equal(
            run.Files.Keys.Order(StringComparer.Ordinal),
            Directory.GetFiles(folder).Where(IsSnapshot).Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
        Assert.All(run.Files, file => Assert.Equal(File.ReadAllText(Path.Combine(folder, file.Key)), file.Value));
    }

    private static void Rewrite(string folder, GeneratorRun run)
    {
        foreach (string path in Directory.GetFiles(folder).Where(IsSnapshot))
            File.Delete(path);
        foreach ((string name, string text) in run.Files)
            File.WriteAllText(Path.Combine(folder, name), text);
    }

    private static bool IsSnapshot(string path) => path.EndsWith(".g.cs", StringComparison.Ordinal);
}
