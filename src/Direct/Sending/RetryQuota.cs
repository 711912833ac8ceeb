namespace AsyncJobs.Direct.Sending;

/// <summary>
/// What keeps the tries of many requests from becoming a flood where a service is down: each takes something out, and what succeeds puts it back.
/// </summary>
internal sealed class RetryQuota
{
    /// <summary>What is there at first, and at most.</summary>
    public const int Most = 500;

    private readonly object _gate = new();
    private int _left = Most;

    /// <summary>Takes something out, if that much is there.</summary>
    public bool TryTake(int amount)
    {
        lock (_gate)
        {
            if (_left < amount)
                return false;

            _left -= amount;
            return true;
        }
    }

    /// <summary>Puts something back.</summary>
    public void Return(int amount)
    {
        lock (_gate)
            _left = Math.Min(_left + amount, Most);
    }
}
