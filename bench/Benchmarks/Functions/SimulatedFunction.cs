namespace AsyncJobs.Benchmarks.Functions;

/// <summary>
/// A function as Lambda runs it: an environment takes one request at a time, a request that finds none free opens one, and one that nobody needs is
/// closed after a while. Times are in minutes.
/// </summary>
/// <param name="random">Says how long an environment is kept.</param>
internal sealed class SimulatedFunction(Random random)
{
    private const double WarmRequest = 0.05 / 60;
    private const double ColdRequest = 0.5 / 60;

    // AWS promises nothing; this is what people measure.
    private const double LeastIdle = 5;
    private const double MostIdle = 15;

    private readonly List<(double FreeAt, double ClosedAt)> _environments = [];

    /// <summary>Takes a request.</summary>
    /// <param name="now">When it comes; not before the one before it.</param>
    /// <returns>Whether it has to wait for an environment to start.</returns>
    public bool Take(double now)
    {
        _environments.RemoveAll(environment => environment.ClosedAt <= now);
        int latest = -1;
        for (int i = 0; i < _environments.Count; i++)
        {
            if (_environments[i].FreeAt <= now && (latest < 0 || _environments[i].FreeAt > _environments[latest].FreeAt))
                latest = i;
        }

        bool isCold = latest < 0;
        if (!isCold)
            _environments.RemoveAt(latest);
        double freeAt = now + (isCold ? ColdRequest : WarmRequest);
        _environments.Add((freeAt, freeAt + LeastIdle + (random.NextDouble() * (MostIdle - LeastIdle))));
        return isCold;
    }
}
