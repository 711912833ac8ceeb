using System.Globalization;
using FsCheck;

namespace AsyncJobs.Tests;

/// <summary>
/// How properties are checked. In <c>test.sh</c> all runs of the same sources draw the same cases, so that what failed fails again, and each change
/// brings others. Without its variable each run draws its own.
/// </summary>
internal static class RandomCases
{
    private const string Variable = "ASYNCJOBS_TEST_SEED";

    // The golden one, as for seeds without one of their own.
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public static Config Config { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } seed
        ? Config.QuickThrowOnFailure.WithReplay(ulong.Parse(seed, CultureInfo.InvariantCulture), Gamma)
        : Config.QuickThrowOnFailure;
}
