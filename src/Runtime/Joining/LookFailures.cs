using System.Runtime.ExceptionServices;
using AsyncJobs.Failures;

namespace AsyncJobs.Joining;

/// <summary>Counts the looks in a row that failed: a table that is down for a moment does not end a wait of minutes.</summary>
internal sealed class LookFailures(JoinLog log)
{
    private const int MostInARow = 5;

    private int _inARow;

    /// <summary>The look showed something.</summary>
    public void Reset() => _inARow = 0;

    /// <summary>The look showed nothing.</summary>
    /// <param name="id">The job that was looked at, or one of them.</param>
    /// <param name="failure">Why. It is thrown where it would be the same the next time, or was the last few times.</param>
    public void Add(string id, Exception failure)
    {
        if (Fault.IsLasting(failure) || ++_inARow == MostInARow)
            ExceptionDispatchInfo.Throw(failure);
        log.NotRead(id, failure);
    }
}
