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

    /// <summary>
    /// The process has to end after an invocation. It is said before its reply is sent, so that nobody who finishes meanwhile takes another one.
    /// </summary>
    public void Announce()
    {
        lock (_gate)
            _isEnding = true;
    }

    /// <summary>An invocation has ended.</summary>
    /// <returns>Whether to take another one.</returns>
    public bool Finish()
    {
        lock (_gate)
        {
            _atWork--;
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
