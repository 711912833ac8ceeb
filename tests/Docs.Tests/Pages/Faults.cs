using Xunit;

namespace AsyncJobs.Docs.Tests.Pages;

/// <summary>What is wrong with pages, one line each.</summary>
internal static class Faults
{
    /// <summary>Fails with all of them, where there are any.</summary>
    public static void AssertNone(IEnumerable<string> faults)
    {
        string[] all = [.. faults];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }
}
