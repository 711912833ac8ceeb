using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Time;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_asks_after_the_end_gets_a_token_that_has_fired(bool askedBefore)
    {
        InvocationBudget budget = InvocationBudget.FromRemaining(TimeSpan.FromSeconds(10), TimeSpan.Zero, new TestClock());
        if (askedBefore)
            Assert.False(budget.Token.IsCancellationRequested);

        budget.Dispose();

        Assert.True(budget.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task Concurrent_invocations_have_each_their_own_current_budget()
    {
        Bed bed = new();
        Gate[] gates = [.. Enumerable.Range(0, 16).Select(_ => new Gate())];
        int next = -1;
        bed.Plain.Method = async job =>
        {
            Gate gate = gates[Interlocked.Increment(ref next)];
            for (int i = 0; i < 3; i++)
            {
                Assert.Same(job.Budget, InvocationBudget.Current);
                await gate.PassAsync(job.CancellationToken);
                await Task.Yield();
                Assert.Same(job.Budget, await Task.Run(() => InvocationBudget.Current));
            }
        };

        List<(string Id, Task Work)> jobs = [];
        for (int i = 0; i < gates.Length; i++)
        {
            string id = await bed.StartAsync(bed.Plain);
            jobs.Add((id, bed.WorkAsync(bed.Plain, bed.Invocation("req-" + i, TimeSpan.FromSeconds(10 + i)))));
            Assert.Same(InvocationBudget.None, InvocationBudget.Current);
        }

        await Task.WhenAll(gates.Select(gate => gate.Reached));
        foreach (Gate gate in gates.Reverse())
            gate.Open();
        await Task.WhenAll(jobs.Select(job => job.Work));

        Assert.All(jobs, job => Assert.Equal(JobStatus.Succeeded, bed.Record(job.Id).Status));
    }
}
