namespace AsyncJobs.Hosting;

/// <summary>
/// How a process ends that serves several invocations at once: nobody who has finished one takes another, and those at work finish theirs.
/// </summary>
internal sealed class ProcessEnd
{
    private readonly object _gate = new();
    private readonly ManualResetEventSlim _ended = new();
    private int _atWork;
    private bool _isEnding;
    private Exception? _failure;

    /// <summary>An invocation has begun.</summary>
    public void Begin()
    {
        lock (_gate)
            _atWork++;
    }

    /// <summary>An invocation has ended.</summary>
    /// <param name="mustEnd">Whether the process has to end after it.</param>
    /// <returns>Whether to take another one.</returns>
    public bool Finish(bool mustEnd)
    {
        lock (_gate)
        {
            _atWork--;
            _isEnding |= mustEnd;
            SetWhereEnded();
            return !_isEnding;
        }
    }

    /// <summary>Somebody cannot take invocations any more.</summary>
    public void Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure ??= failure;
            _isEnding = true;
            SetWhereEnded();
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>Why, where it was a failure.</returns>
    public Exception? Wait()
    {
        _ended.Wait();
        lock (_gate)
            return _failure;
    }

    private void SetWhereEnded()
    {
        if (_isEnding && _atWork == 0)
            _ended.Set();
    }
}
