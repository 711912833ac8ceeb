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
        BudgetBenchmark benchmark = new();
        yield return new Comparison(
            "budget without network",
            MemoryTimes * BudgetBenchmark.Calls,
            Rounds,
            new Side("linked source by hand", () => RepeatAsync(MemoryTimes, benchmark.MemoryByHand).GetAwaiter().GetResult()),
            new Side("BudgetHandler", () => RepeatAsync(MemoryTimes, benchmark.Memory).GetAwaiter().GetResult()));
        yield return new Comparison(
            "budget over a socket",
            SocketTimes * BudgetBenchmark.Calls,
            Rounds,
            new Side("linked source by hand", () => RepeatAsync(SocketTimes, benchmark.SocketByHand).GetAwaiter().GetResult()),
            new Side("BudgetHandler", () => RepeatAsync(SocketTimes, benchmark.Socket).GetAwaiter().GetResult()));

        yield return new Comparison(
            "budget over a socket",
            SocketTimes * BudgetBenchmark.Calls,
            Rounds,
            new Side("linked source by hand", () => RepeatAsync(SocketTimes, benchmark.SocketByHand).GetAwaiter().GetResult()),
            new Side("least handler", () => RepeatAsync(SocketTimes, benchmark.SocketLeast).GetAwaiter().GetResult()));

        // How far the ratio is from 1 where both sides are the same.
        yield return new Comparison(
            "nothing over a socket",
            SocketTimes * BudgetBenchmark.Calls,
            Rounds,
            new Side("linked source by hand", () => RepeatAsync(SocketTimes, benchmark.SocketByHand).GetAwaiter().GetResult()),
            new Side("linked source by hand", () => RepeatAsync(SocketTimes, benchmark.SocketByHand).GetAwaiter().GetResult()));
    }

    private static async Task RepeatAsync(int times, Func<Task<int>> operation)
    {
        for (int i = 0; i < times; i++)
            await operation();
    }
}
