using AsyncJobs.Lifecycle;
using Xunit;

namespace AsyncJobs.Storage.Tests;

/// <summary>Compares records by what they hold: as records they would compare results by the memory they lie in.</summary>
internal static class RecordAssert
{
    internal static void Equal(JobRecord? expected, JobRecord? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null || actual is null)
            return;

        Assert.Equal(expected with { Result = default }, actual with { Result = default });
        Assert.True(expected.Result.Span.SequenceEqual(actual.Result.Span), "The results differ.");
    }
}
