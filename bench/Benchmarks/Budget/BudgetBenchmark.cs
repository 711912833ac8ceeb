using BenchmarkDotNet.Attributes;

namespace AsyncJobs.Benchmarks.Budget;

/// <summary>
/// What a call under the budget costs beside one that a careful developer bounds by hand: a cancellation source a call, linked with the job's token.
/// By hand neither the end of the budget can be told from a cancel, nor is a body bounded that is streamed.
/// </summary>
[MemoryDiagnoser]
public class BudgetBenchmark : IDisposable
{
    /// <summary>How many calls an invocation makes: entering its budget is not part of a call.</summary>
    public const int Calls = 500;

    private readonly LoopbackServer _server = new();
    private readonly InvocationBudget _budget = InvocationBudget.FromRemaining(TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1));
    private readonly CancellationTokenSource _job = new();
    private readonly HttpClient _memoryByHand = new(new MemoryHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly HttpClient _memory = new(new BudgetHandler("pricing", new MemoryHandler())) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly HttpClient _socketByHand = new(new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly HttpClient _socket = new(new BudgetHandler("pricing", new SocketsHttpHandler())) { Timeout = Timeout.InfiniteTimeSpan };

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task<int> MemoryByHand() => ByHandAsync(_memoryByHand, MemoryHandler.Address);

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task<int> Memory() => UnderBudgetAsync(_memory, MemoryHandler.Address);

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task<int> SocketByHand() => ByHandAsync(_socketByHand, _server.Address);

    [Benchmark(OperationsPerInvoke = Calls)]
    public Task<int> Socket() => UnderBudgetAsync(_socket, _server.Address);

    public void Dispose()
    {
        _memoryByHand.Dispose();
        _memory.Dispose();
        _socketByHand.Dispose();
        _socket.Dispose();
        _server.Dispose();
        _job.Dispose();
        _budget.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<int> ByHandAsync(HttpClient client, Uri address)
    {
        int length = 0;
        for (int i = 0; i < Calls; i++)
        {
            using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(_job.Token);
            source.CancelAfter(_budget.Remaining);
            length += (await client.GetStringAsync(address, source.Token)).Length;
        }

        return length;
    }

    private async Task<int> UnderBudgetAsync(HttpClient client, Uri address)
    {
        using EnteredScope entered = _budget.Enter();
        int length = 0;
        for (int i = 0; i < Calls; i++)
            length += (await client.GetStringAsync(address, _job.Token)).Length;
        return length;
    }
}
