using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests.Callbacks;

/// <summary>
/// What may happen next to a callback: the worker, settle, the queue and a redelivery do as CallbackSender, DueCallbacks and CallbackRedelivery do, call
/// by call, and the product's own state machine decides. Each try may be taken or not. Whoever dies is followed by the platform's retry, or by the message
/// that comes again.
/// </summary>
/// <param name="apply">The state machine.</param>
/// <param name="recordsFirst">Whether whoever plans a try writes that down before the message is sent: what must not be.</param>
internal sealed class CallbackRules(Func<JobRecord, JobTransition, DateTimeOffset, JobRecord?> apply, bool recordsFirst = false)
{
    /// <summary>How often a callback is tried: of the ten in the real world, so many show all.</summary>
    public const int MostTries = 3;

    private const byte ByFirst = 1;
    private const byte BySecond = 2;
    private const byte ByHand = 3;

    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_tick = TimeSpan.FromMinutes(2);

    public static CallbackWorld Start(byte crashes, byte duplicates, bool hasHand) => new()
    {
        NextAt = -1,
        ClaimUntil = -1,
        Worker = new Actor(Phase.Reading),
        Hand = new Actor(hasHand ? Phase.ToCome : Phase.Gone),
        CrashesLeft = crashes,
        DuplicatesLeft = duplicates,
    };

    public IEnumerable<(string What, CallbackWorld After)> Next(CallbackWorld world)
    {
        foreach ((string what, CallbackWorld after) in Work(world))
            yield return ("the worker " + what, after);
        foreach ((string what, CallbackWorld after) in Settle(world, world.First, ByFirst, static (w, actor) => w with { First = actor }))
            yield return ("settle " + what, after);
        foreach ((string what, CallbackWorld after) in Settle(world, world.Second, BySecond, static (w, actor) => w with { Second = actor }))
            yield return ("another settle " + what, after);
        foreach ((string what, CallbackWorld after) in Redeliver(world))
            yield return ("whoever redelivers " + what, after);
        if (world.DuplicatesLeft > 0 && world.MessagesNow > 0)
            yield return ("the queue has a message twice", world with { MessagesNow = (byte)(world.MessagesNow + 1), DuplicatesLeft = 0 });
        if (IsBetween(world.Worker) && IsBetween(world.First) && IsBetween(world.Second) && IsBetween(world.Hand) && !world.IsQuiet)
            yield return ("time passes", Older(world));
    }

    // Invocations are short: time passes between them. Those that begin do so in the tick in which they may.
    private static bool IsBetween(Actor actor) => actor.Phase is Phase.Gone or Phase.ToCome or Phase.Reading;

    private static CallbackWorld Older(CallbackWorld world) => world with
    {
        NextAt = (sbyte)Math.Max(world.NextAt < 0 ? -1 : 0, world.NextAt - 1),
        ClaimUntil = (sbyte)Math.Max(world.ClaimUntil < 0 ? -1 : 0, world.ClaimUntil - 1),
        MessagesNow = (byte)(world.MessagesNow + world.MessagesLater),
        MessagesLater = 0,
    };

    private IEnumerable<(string What, CallbackWorld After)> Work(CallbackWorld world)
    {
        Actor worker = world.Worker;
        if (worker.Phase is Phase.Trying or Phase.Planning or Phase.Recording && world.CrashesLeft > 0)
            yield return ("dies, and is followed by its retry", world with { Worker = new Actor(Phase.Reading), CrashesLeft = (byte)(world.CrashesLeft - 1) });

        switch (worker.Phase)
        {
            case Phase.Reading:
                bool isDue = world is { Status: 0, NextAt: -1 } && world.ClaimUntil <= 0;
                yield return ("reads", world with { Worker = isDue ? new Actor(Phase.Trying, world.Attempts, world.AttemptsBefore) : default });
                break;
            case Phase.Trying:
                yield return ("delivers", Sent(world) with { Worker = worker with { Phase = Phase.Recording, IsTaken = true } });
                yield return ("is not taken", Sent(world) with { Worker = worker with { Phase = recordsFirst ? Phase.Recording : Phase.Planning } });
                break;
            case Phase.Planning:
                yield return ("sends the message", Later(world) with { Worker = recordsFirst ? default : worker with { Phase = Phase.Recording } });
                break;
            case Phase.Recording:
                Actor next = recordsFirst && !worker.IsTaken ? worker with { Phase = Phase.Planning } : default;
                yield return ("records", Record(world, worker, claim: 0).After with { Worker = next });
                break;
        }
    }

    private IEnumerable<(string What, CallbackWorld After)> Settle(
        CallbackWorld world, Actor settle, byte token, Func<CallbackWorld, Actor, CallbackWorld> with)
    {
        if (settle.Phase is not (Phase.Gone or Phase.ToCome) && world.CrashesLeft > 0)
            yield return ("dies, and its message comes again", Later(with(world, default)) with { CrashesLeft = (byte)(world.CrashesLeft - 1) });

        switch (settle.Phase)
        {
            // The second is there for two messages at once.
            case Phase.Gone when world.MessagesNow > 0 && (token == ByFirst || world.First.Phase is not Phase.Gone):
                yield return ("takes a message", with(world with { MessagesNow = (byte)(world.MessagesNow - 1) }, new Actor(Phase.Reading)));
                break;
            case Phase.Reading when world.Status != 0:
                yield return ("finds nothing to do", with(world, default));
                break;
            case Phase.Reading when world.ClaimUntil > 0 || world.NextAt > 0:
                yield return ("puts the message off", Later(with(world, default)));
                break;
            case Phase.Reading:
                yield return ("finds it due", with(world, new Actor(Phase.Claiming)));
                break;
            case Phase.Claiming:
                CallbackWorld claimed = Claim(world, token, isAnew: false, out bool isApplied);
                Actor trying = new(Phase.Trying, claimed.Attempts, claimed.AttemptsBefore);
                yield return (isApplied ? "claims it" : "is refused", with(claimed, isApplied ? trying : new Actor(Phase.Reading)));
                break;
            case Phase.Trying:
                yield return ("delivers", with(Sent(world), settle with { Phase = Phase.Recording, IsTaken = true }));
                yield return ("is not taken", with(Sent(world), settle with { Phase = Phase.Recording }));
                break;
            case Phase.Recording:
                CallbackWorld written = with(Record(world, settle, token).After, default);
                yield return ("records", written.Status == 0 ? Later(written) : written);
                break;
        }
    }

    private IEnumerable<(string What, CallbackWorld After)> Redeliver(CallbackWorld world)
    {
        Actor hand = world.Hand;
        if (hand.Phase is Phase.Claiming or Phase.Trying or Phase.Recording && world.CrashesLeft > 0)
            yield return ("dies", world with { Hand = default, CrashesLeft = (byte)(world.CrashesLeft - 1) });

        switch (hand.Phase)
        {
            case Phase.ToCome:
                yield return ("comes, and sends the message", Later(world) with { Hand = new Actor(Phase.Claiming) });
                break;
            case Phase.Claiming:
                CallbackWorld claimed = Claim(world, ByHand, isAnew: true, out bool isApplied);
                Actor trying = new(Phase.Trying, claimed.Attempts, claimed.AttemptsBefore);
                yield return isApplied ? ("claims it", claimed with { Hand = trying, Sends = 0 }) : ("is refused", world with { Hand = default });
                break;
            case Phase.Trying:
                yield return ("delivers", Sent(world) with { Hand = hand with { Phase = Phase.Recording, IsTaken = true } });
                yield return ("is not taken", Sent(world) with { Hand = hand with { Phase = Phase.Recording } });
                break;
            case Phase.Recording:
                yield return ("records", Record(world, hand, ByHand).After with { Hand = default });
                break;
        }
    }

    private static CallbackWorld Sent(CallbackWorld world) => world with { Sends = (byte)Math.Min(MostTries, world.Sends + 1) };

    private static CallbackWorld Later(CallbackWorld world) => world with { MessagesLater = (byte)(world.MessagesLater + 1) };

    private CallbackWorld Claim(CallbackWorld world, byte token, bool isAnew, out bool isApplied)
    {
        JobTransition.ClaimCallback claim = new(new JobCallbackClaim(token.ToString(null, null), s_now + s_tick), isAnew);
        JobRecord? next = apply(RecordOf(world), claim, s_now);
        isApplied = next is not null;
        return next is null ? world : With(world, next.Callback!);
    }

    private (CallbackWorld After, bool IsApplied) Record(CallbackWorld world, Actor actor, byte claim)
    {
        int tries = actor.Attempts + 1;
        JobCallbackStatus status = actor.IsTaken ? JobCallbackStatus.Delivered
            : tries - actor.Before >= MostTries ? JobCallbackStatus.Failed
            : JobCallbackStatus.Pending;
        JobTransition.RecordCallback record = new(status, tries)
        {
            ClaimToken = claim == 0 ? null : claim.ToString(null, null),
            NextAt = status is JobCallbackStatus.Pending ? s_now + s_tick : null,
        };
        JobRecord? next = apply(RecordOf(world), record, s_now);
        return next is null ? (world, false) : (With(world, next.Callback!), true);
    }

    private static JobRecord RecordOf(CallbackWorld world) => new()
    {
        Id = "job",
        Job = "job",
        Status = JobStatus.Succeeded,
        CreatedAt = s_now,
        FinishedAt = s_now,
        ExpiresAt = s_now.AddDays(1),
        Callback = new JobCallback("https://example.com/", (JobCallbackStatus)world.Status, world.Attempts)
        {
            AttemptsBefore = world.AttemptsBefore,
            NextAt = world.NextAt < 0 ? null : s_now + (world.NextAt * s_tick),
            Claim = world.ClaimedBy == 0 ? null : new JobCallbackClaim(world.ClaimedBy.ToString(null, null), s_now + (world.ClaimUntil * s_tick)),
        },
    };

    private static CallbackWorld With(CallbackWorld world, JobCallback callback) => world with
    {
        Status = (byte)callback.Status,
        Attempts = (byte)callback.Attempts,
        AttemptsBefore = (byte)callback.AttemptsBefore,
        NextAt = callback.NextAt is { } next ? (sbyte)((next - s_now) / s_tick) : (sbyte)-1,
        ClaimedBy = callback.Claim is null ? (byte)0 : byte.Parse(callback.Claim.Token, null),
        ClaimUntil = callback.Claim is { } claim ? (sbyte)((claim.Until - s_now) / s_tick) : (sbyte)-1,
    };
}
