using System.Diagnostics;
using AsyncJobs.EndToEnd.Tests.CommandLine;
using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>Between two functions goes an event, on a laptop as on AWS, and nothing of the code that sent it.</summary>
public sealed class OwnFlowTests
{
    private static readonly AsyncLocal<string?> s_tenant = new();

    [Fact]
    public async Task A_started_job_sees_nothing_of_its_starter()
    {
        await using JobApp app = new([new BuiltRoutelessJob("nightly")]);
        await using Seeing functions = new();
        using EventQueue queue = new(app, functions, TimeSpan.Zero, new FaultPlan(LocalOptions.Parse([])), Silent(), TimeProvider.System);
        using Activity span = new Activity("starter").Start();
        s_tenant.Value = "acme";

        queue.Enqueue("nightly", "{}"u8.ToArray());

        Assert.Equal((null, null), await functions.Seen.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal(("acme", span), (s_tenant.Value, Activity.Current));
    }

    [Fact]
    public async Task Settle_sees_nothing_of_who_sent_it_a_message()
    {
        await using Seeing functions = new();
        using SettleQueue queue = new(functions, new FaultPlan(LocalOptions.Parse([])), Silent(), TimeProvider.System);
        s_tenant.Value = "acme";

        queue.Send("{}", TimeSpan.Zero);

        Assert.Equal((null, null), await functions.Seen.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private static LocalJobLog Silent() => new(TextWriter.Null, TimeProvider.System);

    private sealed class Seeing : ILocalFunctions, ILocalFunction
    {
        private readonly TaskCompletionSource<(string? Tenant, Activity? Span)> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<(string? Tenant, Activity? Span)> Seen => _seen.Task;

        public ILocalFunction Http => this;

        public ILocalFunction Status => this;

        public ILocalFunction Settle => this;

        public ILocalFunction Accept(JobDefinition job) => this;

        public ILocalFunction Work(JobDefinition job) => this;

        public Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload, string requestId, CancellationToken waiting)
        {
            _seen.TrySetResult((s_tenant.Value, Activity.Current));
            return Task.FromResult<ReadOnlyMemory<byte>>("""{"batchItemFailures":[]}"""u8.ToArray());
        }

        public ValueTask DisposeAsync() => default;
    }
}
