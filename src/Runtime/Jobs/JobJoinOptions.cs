using AsyncJobs.Failures;

namespace AsyncJobs.Jobs;

/// <summary>How a job waits for others, by <see cref="JobContext.WaitAllAsync{TResult,TState}"/>.</summary>
public sealed record JobJoinOptions
{
    private readonly TimeSpan _timeAfter;

    /// <summary>
    /// How much of an invocation's time the code needs that follows the wait. Where less than this remains when all have ended, the method goes on in
    /// another invocation, which has all of its time. Default: zero. At most half of <see cref="AsyncJobAttribute.TimeoutSeconds"/>
    /// without <see cref="AsyncJobAttribute.ReserveMilliseconds"/>. An invocation that has less than the attribute says, since its function's timeout
    /// is shorter, keeps half of what it has.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan TimeAfter
    {
        get => _timeAfter;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _timeAfter = value;
        }
    }

    /// <summary>
    /// Whether the jobs that have not ended are cancelled where the waiting job is cancelled while it waits, or has used up its
    /// <see cref="AsyncJobAttribute.TotalTimeoutSeconds"/>. Default: false. Where it is cancelled between two of its invocations, no code of it runs,
    /// and they go on.
    /// </summary>
    public bool CancelsJobs { get; init; }

    internal static JobJoinOptions Default { get; } = new();

    /// <summary>Sees to it that an invocation has the time that follows: a job that never has it would go on and on.</summary>
    internal static void Check(JobJoinOptions options, JobDefinition job)
    {
        // As a budget has it: no more than half of an invocation is its reserve.
        TimeSpan whole = TimeSpan.FromSeconds(job.TimeoutSeconds);
        TimeSpan reserve = TimeSpan.FromMilliseconds(Math.Min(job.ReserveMilliseconds, whole.TotalMilliseconds / 2));
        TimeSpan most = (whole - reserve) / 2;
        if (options.TimeAfter > most)
        {
            throw new MisuseException(
                $"{nameof(TimeAfter)} is {options.TimeAfter.TotalSeconds} s. An invocation of job '{job.Name}' has {job.TimeoutSeconds} s, of which "
                + $"{reserve.TotalMilliseconds} ms are its reserve, and at most half of the rest can be kept for what follows a wait: "
                + "set a longer TimeoutSeconds in its [AsyncJob], or keep less.",
                nameof(options));
        }
    }
}
