using AsyncJobs.Benchmarks.Running;

namespace AsyncJobs.Benchmarks.Budget;

/// <summary>A call under the budget beside one that is bounded by hand.</summary>
internal static class BudgetComparisons
{
    private const int MemoryTimes = 20;
    private const int SocketTimes = 2;
    private const int Rounds = 60;

    public static IEnumerable<Comparison> All()
    {
        const string ByHand = "linked source by hand";
        BudgetBenchmark benchmark = new();
        yield return Compare("budget without network", MemoryTimes, (ByHand, benchmark.MemoryByHand), ("BudgetHandler", benchmark.Memory));
        yield return Compare("budget over a socket", SocketTimes, (ByHand, benchmark.SocketByHand), ("BudgetHandler", benchmark.Socket));

        // How far the ratio is from 1 where both sides are the same.
        yield return Compare("nothing over a socket", SocketTimes, (ByHand, benchmark.SocketByHand), (ByHand, benchmark.SocketByHand));
    }

    private static Comparison Compare(
        string title,
        int times,
        (string Name, Func<Task<int>> Run) baseline,
        (string Name, Func<Task<int>> Run) candidate)
    {
        Side Of((string Name, Func<Task<int>> Run) side) => new(side.Name, () => RepeatAsync(times, side.Run).GetAwaiter().GetResult());
        return new Comparison(title, times * BudgetBenchmark.Calls, Rounds, Of(baseline), Of(candidate));
    }

    private static async Task RepeatAsync(int times, Func<Task<int>> operation)
    {
        for (int i = 0; i < times; i++)
            await operation();
    }
}
