using AsyncJobs.Lifecycle;
using Xunit;

namespace AsyncJobs.Storage.Tests;

/// <summary>Compares records by what they hold: as records they would compare results and states by the memory they lie in.</summary>
internal static class RecordAssert
{
    internal static void Equal(JobRecord? expected, JobRecord? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null || actual is null)
            return;

        Assert.Equal(expected with { Result = default, State = default }, actual with { Result = default, State = default });
        Assert.True(expected.State.Span.SequenceEqual(actual.State.Span), "The states differ.");
        Assert.True(expected.Result.Span.SequenceEqual(actual.Result.Span), "The results differ.");
    }
}
