using System.Text;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests;

/// <summary>Tells steps to a person. Events are A, B, …, by their request ids; leases a, b, …; a time is a tick of the clock.</summary>
internal sealed class Trace
{
    private readonly StringBuilder _text = new();

    public void Add(World before, Step step)
    {
        _text.Append($"tick {before.Clock,2}  ");
        if (step.Chain >= 0)
            _text.Append($"event {Names.Request(before.Chains[step.Chain].Request)} of step {before.Chains[step.Chain].Continuation}: ");
        _text.Append(step.What);
        foreach (EventChain sent in step.After.Chains.Where(chain => chain.Request >= before.NextRequest && chain.Phase is ChainPhase.Queued))
            _text.Append($"; it is event {Names.Request(sent.Request)}");
        if (step.After.Record is { } record && (before.Record is null || Describe(record, step.After.Clock) != Describe(before.Record, before.Clock)))
            _text.Append($" -> {Describe(record, step.After.Clock)}");
        _text.Append('\n');
    }

    public override string ToString() => _text.ToString();

    private static string Describe(JobRecord record, int clock)
    {
        StringBuilder text = new($"{record.Status.ToWireName()} attempt {record.Attempt}");
        if (record.Continuation > 0)
            text.Append($" step {record.Continuation}");
        if (record.Lease is { } lease)
            text.Append($" lease {lease.Token} of {lease.RequestId} until {clock + Names.Ticks(lease.Until)}");
        if (record.CancelRequestedAt is not null)
            text.Append(" to stop");
        if (!record.State.IsEmpty)
            text.Append($" state {Names.State(record.State)}");
        if (record.Error is { } error)
            text.Append($" error {error.ErrorCode}");
        if (record.Redispatch is { } again)
            text.Append($" sent again by {again.Token} {(again.SentAt is null ? "perhaps" : "for certain")}");
        return text.Append(record.IsFinished ? $" callback {record.Callback!.Status}" : "").ToString();
    }
}
