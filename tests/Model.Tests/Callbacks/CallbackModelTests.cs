using System.Numerics;
using AsyncJobs.Lifecycle;
using Xunit;

namespace AsyncJobs.Model.Tests.Callbacks;

/// <summary>Every order of what may happen to a callback: crashes between any two calls, messages that come twice, and a redelivery by hand.</summary>
public sealed class CallbackModelTests(ITestOutputHelper output)
{
    private const int FewestStates = 10_000;
    private const int FewestStatesOfOld = 1_000;

    [Fact]
    public void No_crash_loses_a_try_nobody_tries_under_somebody_else_s_claim_and_one_message_brings_the_tries()
    {
        (int states, string? broken) = Search(new CallbackRules(JobStateMachine.Apply));

        output.WriteLine($"{states:N0} states.");
        Assert.Null(broken);
        Assert.InRange(states, FewestStates, int.MaxValue);
    }

    [Fact]
    public void Finds_that_a_try_is_written_down_before_its_message_is_sent() =>
        Finds(new CallbackRules(JobStateMachine.Apply, recordsFirst: true), "A callback that is due is tried by someone.");

    [Fact]
    public void Of_the_messages_of_an_older_version_one_brings_the_tries()
    {
        (int states, string? broken) = Search(new CallbackRules(JobStateMachine.Apply), CallbackRules.StartOfOld(crashes: 2, hasHand: true));

        output.WriteLine($"{states:N0} states.");
        Assert.Null(broken);
        Assert.InRange(states, FewestStatesOfOld, int.MaxValue);
    }

    [Fact]
    public void Finds_that_the_message_of_an_earlier_schedule_goes_on() =>
        Finds(new CallbackRules(JobStateMachine.Apply, takesEveryMessage: true), "One message at a time brings the tries.");

    [Fact]
    public void Finds_that_a_redelivery_leaves_the_tries_to_the_message_of_before() => Finds(
        new CallbackRules(static (record, transition, now) => JobStateMachine.Apply(record, transition, now) is { } after
            && transition is JobTransition.ClaimCallback { IsAnew: true }
                ? after with { Callback = after.Callback! with { Chain = record.Callback!.Chain } }
                : JobStateMachine.Apply(record, transition, now)),
        "One message at a time brings the tries.");

    [Fact]
    public void Finds_that_a_redelivery_claims_before_its_message_is_sent() =>
        Finds(new CallbackRules(JobStateMachine.Apply, claimsFirst: true), "A callback that is due is tried by someone.");

    [Fact]
    public void Finds_that_two_claim_at_once() => Finds(
        new CallbackRules(static (record, transition, now) => JobStateMachine.Apply(
            transition is JobTransition.ClaimCallback ? record with { Callback = record.Callback! with { Claim = null } } : record, transition, now)),
        "One at a time tries under a claim.");

    [Fact]
    public void Finds_that_a_try_is_counted_twice() => Finds(
        new CallbackRules(static (record, transition, now) => JobStateMachine.Apply(
            record, transition is JobTransition.RecordCallback { Attempts: < 9 } sent ? sent with { Attempts = sent.Attempts + 1 } : transition, now)),
        "A callback is given up after all of its tries.");

    private static void Finds(CallbackRules rules, string promise) =>
        Assert.StartsWith(promise, Search(rules).Broken, StringComparison.Ordinal);

    private static (int States, string? Broken) Search(CallbackRules rules) =>
        Search(rules, CallbackRules.Start(crashes: 2, duplicates: 1, hasHand: true));

    private static (int States, string? Broken) Search(CallbackRules rules, CallbackWorld start)
    {
        Dictionary<CallbackWorld, (CallbackWorld Before, string What)> known = [];
        Queue<CallbackWorld> open = [];
        known.Add(start, (start, "the job has ended"));
        open.Enqueue(start);
        while (open.TryDequeue(out CallbackWorld world))
        {
            if (BrokenBy(world) is { } promise)
                return (known.Count, $"{promise} {string.Join("; ", Trace(known, world))}.");

            foreach ((string what, CallbackWorld after) in rules.Next(world))
            {
                if (known.TryAdd(after, (world, what)))
                    open.Enqueue(after);
            }
        }

        return (known.Count, null);
    }

    private static string? BrokenBy(CallbackWorld world) =>
        world is { IsQuiet: true, Status: 0 } ? "A callback that is due is tried by someone."
        : world.ClaimedTries > 1 ? "One at a time tries under a claim."
        : BitOperations.PopCount(world.PutOff) > 1 ? "One message at a time brings the tries."
        : world is { Status: 2, Sends: < CallbackRules.MostTries } ? "A callback is given up after all of its tries."
        : null;

    private static IEnumerable<string> Trace(Dictionary<CallbackWorld, (CallbackWorld Before, string What)> known, CallbackWorld world)
    {
        Stack<string> steps = [];
        for (CallbackWorld at = world; ; at = known[at].Before)
        {
            steps.Push(known[at].What);
            if (known[at].Before == at)
                return steps;
        }
    }
}
