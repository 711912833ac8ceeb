using Xunit;

namespace AsyncJobs.EndToEnd.Tests.NativeAot;

/// <summary>What is deployed of the sample.</summary>
public sealed class PublishedSampleTests
{
    [Fact]
    public async Task What_is_published_is_what_runs()
    {
        string folder = Path.GetDirectoryName(await NativeSample.GetAsync())!;

        // Neither the program that writes the template, nor symbols or documentation.
        Assert.Equal(["Sample"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
