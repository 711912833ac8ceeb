namespace AsyncJobs.Testing.Faults;

/// <summary>Which faults are still to come. Safe for concurrent use.</summary>
internal sealed class FaultOrders
{
    private readonly object _gate = new();
    private readonly Dictionary<FaultKind, int> _ordered = [];
    private readonly Dictionary<FaultKind, (Random Random, double Rate)> _random = [];
    private readonly Queue<TimeSpan> _delays = [];
    private TimeSpan _longestDelay;

    /// <summary>The next times that the fault may happen, it does.</summary>
    public void Order(FaultKind kind, int times)
    {
        lock (_gate)
            _ordered[kind] = _ordered.GetValueOrDefault(kind) + times;
    }

    /// <summary>The next events are delivered later.</summary>
    public void OrderDelay(TimeSpan delay, int times)
    {
        lock (_gate)
        {
            for (int i = 0; i < times; i++)
                _delays.Enqueue(delay);
        }
    }

    /// <summary>Faults happen by chance. Each kind has a sequence of its own, so that one does not move the others.</summary>
    public void SetRates(int seed, IEnumerable<(FaultKind Kind, double Rate)> rates, TimeSpan longestDelay)
    {
        lock (_gate)
        {
            _longestDelay = longestDelay;
            _random.Clear();
            foreach ((FaultKind kind, double rate) in rates)
                _random[kind] = (new Random(unchecked((seed * 397) + (int)kind)), rate);
        }
    }

    /// <summary>Whether the fault happens now.</summary>
    public bool Takes(FaultKind kind)
    {
        lock (_gate)
        {
            if (_ordered.GetValueOrDefault(kind) is var left and > 0)
            {
                _ordered[kind] = left - 1;
                return true;
            }

            return _random.TryGetValue(kind, out var chance) && chance.Random.NextDouble() < chance.Rate;
        }
    }

    /// <summary>How long the delivery of an event waits.</summary>
    public TimeSpan TakeDelay()
    {
        lock (_gate)
        {
            if (_delays.TryDequeue(out TimeSpan delay))
                return delay;

            return Takes(FaultKind.DelayEvent) ? _longestDelay * _random[FaultKind.DelayEvent].Random.NextDouble() : TimeSpan.Zero;
        }
    }
}
