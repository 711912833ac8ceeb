using AsyncJobs.Lifecycle;

namespace AsyncJobs.Joining;

/// <summary>How long to wait before a job is looked at again that has not ended.</summary>
internal static class LookPause
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A quarter of the time that it has taken so far, from 200 ms to 10 s, and up to a quarter more or less by chance: what takes long is looked at
    /// seldom, and many who wait do not look at the same moment.
    /// </summary>
    /// <param name="soFar">How long it has taken so far.</param>
    public static TimeSpan After(TimeSpan soFar)
    {
        TimeSpan quarter = soFar / 4;
        TimeSpan pause = quarter < s_shortest ? s_shortest : quarter > s_longest ? s_longest : quarter;
        return pause * (0.75 + (KernelRandom.NextDouble() / 2));
    }
}
