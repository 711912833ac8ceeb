namespace AsyncJobs.Testing.Tests.Guide;

/// <summary>Figures that a test makes up.</summary>
internal sealed class Figures(Func<int, CancellationToken, Task<decimal>> read) : IFigures
{
    private int _calls;

    public int Calls => _calls;

    public Task<decimal> ReadAsync(int year, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return read(year, cancellationToken);
    }
}
