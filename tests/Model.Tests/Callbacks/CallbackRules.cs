using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests.Callbacks;

/// <summary>
/// What may happen next to a callback: the worker, settle, the queue and a redelivery do as CallbackSender, DueCallbacks and CallbackRedelivery do, call
/// by call, and the product's own state machine decides. Each try may be taken or not. Whoever dies is followed by the platform's retry, or by the message
/// that comes again.
/// </summary>
/// <param name="apply">The state machine.</param>
/// <param name="recordsFirst">Whether whoever plans a try writes that down before the message is sent: what must not be.</param>
/// <param name="takesEveryMessage">Whether settle does not ask which message brings the tries: what must not be.</param>
/// <param name="claimsFirst">Whether a redelivery takes the callback on itself before its message is sent: what must not be.</param>
internal sealed class CallbackRules(
    Func<JobRecord, JobTransition, DateTimeOffset, JobRecord?> apply, bool recordsFirst = false, bool takesEveryMessage = false, bool claimsFirst = false)
{
    /// <summary>How often a callback is tried: of the ten in the real world, so many show all.</summary>
    public const int MostTries = 3;

    private const byte ByFirst = 1;
    private const byte BySecond = 2;
    private const byte ByHand = 3;

    // Those of the worker's invocations come before it.
    private const byte ChainOfHand = 4;
    private const byte FirstOldChain = 5;
    private const byte SecondOldChain = 6;

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

    /// <summary>
    /// A callback that a version tried which did not write down which message brings the tries: two messages do, the second since somebody had it
    /// delivered anew.
    /// </summary>
    public static CallbackWorld StartOfOld(byte crashes, bool hasHand) => Start(crashes, duplicates: 0, hasHand) with
    {
        Attempts = 1,
        Sends = 1,
        NextAt = 0,
        Worker = default,
        MessagesNow = default(Messages).And(FirstOldChain).And(SecondOldChain),
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
        foreach (byte chain in world.DuplicatesLeft > 0 ? world.MessagesNow.Chains : [])
            yield return ($"the queue has message {chain} twice", world with { MessagesNow = world.MessagesNow.And(chain), DuplicatesLeft = 0 });
        if (IsBetween(world.Worker) && IsBetween(world.First) && IsBetween(world.Second) && IsBetween(world.Hand) && !world.IsQuiet)
            yield return ("time passes", Older(world));
    }

    // Invocations are short: time passes between them. Those that begin do so in the tick in which they may.
    private static bool IsBetween(Actor actor) => actor.Phase is Phase.Gone or Phase.ToCome or Phase.Reading;

    private static CallbackWorld Older(CallbackWorld world) => world with
    {
        NextAt = (sbyte)Math.Max(world.NextAt < 0 ? -1 : 0, world.NextAt - 1),
        ClaimUntil = (sbyte)Math.Max(world.ClaimUntil < 0 ? -1 : 0, world.ClaimUntil - 1),
        MessagesNow = world.MessagesNow.And(world.MessagesLater),
        MessagesLater = default,
        PutOff = 0,
    };

    private IEnumerable<(string What, CallbackWorld After)> Work(CallbackWorld world)
    {
        Actor worker = world.Worker;
        if (worker.Phase is Phase.Trying or Phase.Planning or Phase.Recording && world.CrashesLeft > 0)
        {
            yield return ("dies, and is followed by its retry", world with
            {
                Worker = new Actor(Phase.Reading),
                WorkerRuns = (byte)(world.WorkerRuns + 1),
                CrashesLeft = (byte)(world.CrashesLeft - 1),
            });
        }

        switch (worker.Phase)
        {
            case Phase.Reading:
                bool isDue = world is { Status: 0, NextAt: -1, Chain: 0 } && world.ClaimUntil <= 0;
                yield return ("reads", world with { Worker = isDue ? new Actor(Phase.Trying, world.Attempts, world.AttemptsBefore) : default });
                break;
            case Phase.Trying:
                yield return ("delivers", Sent(world) with { Worker = worker with { Phase = Phase.Recording, IsTaken = true } });
                yield return ("is not taken", Sent(world) with { Worker = worker with { Phase = recordsFirst ? Phase.Recording : Phase.Planning } });
                break;
            case Phase.Planning:
                byte chain = (byte)(1 + world.WorkerRuns);
                Actor recording = worker with { Phase = Phase.Recording, Chain = chain };
                yield return ($"sends message {chain}", Later(world, chain) with { Worker = recordsFirst ? default : recording });
                break;
            case Phase.Recording:
                Actor next = recordsFirst && !worker.IsTaken ? worker with { Phase = Phase.Planning } : default;
                yield return ("records", Record(world, worker, claim: 0) with { Worker = next });
                break;
        }
    }

    private IEnumerable<(string What, CallbackWorld After)> Settle(
        CallbackWorld world, Actor settle, byte token, Func<CallbackWorld, Actor, CallbackWorld> with)
    {
        if (settle.Phase is not (Phase.Gone or Phase.ToCome) && world.CrashesLeft > 0)
        {
            CallbackWorld left = Later(with(world, default), settle.Chain);
            yield return ("dies, and its message comes again", left with { CrashesLeft = (byte)(world.CrashesLeft - 1) });
        }

        switch (settle.Phase)
        {
            // The second is there for two messages at once.
            case Phase.Gone when token == ByFirst || world.First.Phase is not Phase.Gone:
                foreach (byte chain in world.MessagesNow.Chains)
                {
                    CallbackWorld taken = world with { MessagesNow = world.MessagesNow.Without(chain) };
                    yield return ($"takes message {chain}", with(taken, new Actor(Phase.Reading, Chain: chain)));
                }

                break;
            case Phase.Reading when world.Status != 0 || IsOfAnother(world, settle):
                yield return ("finds nothing to do", with(world, default));
                break;
            case Phase.Reading when world.ClaimUntil > 0 || world.NextAt > 0:
                yield return ("puts the message off", PutOff(with(world, default), settle));
                break;
            case Phase.Reading:
                yield return ("finds it due", with(world, settle with { Phase = Phase.Claiming }));
                break;
            case Phase.Claiming:
                CallbackWorld claimed = Claim(world, token, isAnew: false, takesEveryMessage ? (byte)0 : settle.Chain, out bool isApplied);
                Actor trying = new(Phase.Trying, claimed.Attempts, claimed.AttemptsBefore, Chain: settle.Chain);
                yield return (isApplied ? "claims it" : "is refused", with(claimed, isApplied ? trying : settle with { Phase = Phase.Reading }));
                break;
            case Phase.Trying:
                yield return ("delivers", with(Sent(world), settle with { Phase = Phase.Recording, IsTaken = true }));
                yield return ("is not taken", with(Sent(world), settle with { Phase = Phase.Recording }));
                break;
            case Phase.Recording:
                CallbackWorld written = with(Record(world, settle with { Chain = 0 }, token), default);
                yield return ("records", written.Status == 0 ? PutOff(written, settle) : written);
                break;
        }
    }

    private bool IsOfAnother(CallbackWorld world, Actor settle) => !takesEveryMessage && world.Chain != 0 && world.Chain != settle.Chain;

    private static CallbackWorld PutOff(CallbackWorld world, Actor settle) =>
        Later(world, settle.Chain) with { PutOff = (byte)(world.PutOff | (1 << settle.Chain)) };

    private IEnumerable<(string What, CallbackWorld After)> Redeliver(CallbackWorld world)
    {
        Actor hand = world.Hand;
        if (hand.Phase is Phase.Claiming or Phase.Planning or Phase.Trying or Phase.Recording && world.CrashesLeft > 0)
            yield return ("dies", world with { Hand = default, CrashesLeft = (byte)(world.CrashesLeft - 1) });

        switch (hand.Phase)
        {
            case Phase.ToCome when claimsFirst:
                yield return ("comes", world with { Hand = new Actor(Phase.Claiming) });
                break;
            case Phase.ToCome:
                yield return ($"comes, and sends message {ChainOfHand}", Later(world, ChainOfHand) with { Hand = new Actor(Phase.Claiming) });
                break;
            case Phase.Claiming:
                CallbackWorld claimed = Claim(world, ByHand, isAnew: true, ChainOfHand, out bool isApplied);
                Actor trying = new(claimsFirst ? Phase.Planning : Phase.Trying, claimed.Attempts, claimed.AttemptsBefore);
                yield return isApplied ? ("claims it", claimed with { Hand = trying, Sends = 0 }) : ("is refused", world with { Hand = default });
                break;
            case Phase.Planning:
                yield return ($"sends message {ChainOfHand}", Later(world, ChainOfHand) with { Hand = hand with { Phase = Phase.Trying } });
                break;
            case Phase.Trying:
                yield return ("delivers", Sent(world) with { Hand = hand with { Phase = Phase.Recording, IsTaken = true } });
                yield return ("is not taken", Sent(world) with { Hand = hand with { Phase = Phase.Recording } });
                break;
            case Phase.Recording:
                yield return ("records", Record(world, hand, ByHand) with { Hand = default });
                break;
        }
    }

    private static CallbackWorld Sent(CallbackWorld world) => world with { Sends = (byte)Math.Min(MostTries, world.Sends + 1) };

    private static CallbackWorld Later(CallbackWorld world, byte chain) => world with { MessagesLater = world.MessagesLater.And(chain) };

    private CallbackWorld Claim(CallbackWorld world, byte token, bool isAnew, byte chain, out bool isApplied)
    {
        JobTransition.ClaimCallback claim = new(new JobCallbackClaim(token.ToString(null, null), s_now + s_tick), isAnew) { Chain = NameOf(chain) };
        JobRecord? next = apply(RecordOf(world), claim, s_now);
        isApplied = next is not null;
        return next is null ? world : With(world, next.Callback!);
    }

    private CallbackWorld Record(CallbackWorld world, Actor actor, byte claim)
    {
        int tries = actor.Attempts + 1;
        JobCallbackStatus status = actor.IsTaken ? JobCallbackStatus.Delivered
            : tries - actor.Before >= MostTries ? JobCallbackStatus.Failed
            : JobCallbackStatus.Pending;
        JobTransition.RecordCallback record = new(status, tries)
        {
            ClaimToken = NameOf(claim),
            NextAt = status is JobCallbackStatus.Pending ? s_now + s_tick : null,
            Chain = status is JobCallbackStatus.Pending ? NameOf(actor.Chain) : null,
        };
        return apply(RecordOf(world), record, s_now) is { } next ? With(world, next.Callback!) : world;
    }

    private static string? NameOf(byte number) => number == 0 ? null : number.ToString(null, null);

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
            Chain = NameOf(world.Chain),
            Claim = world.ClaimedBy == 0 ? null : new JobCallbackClaim(world.ClaimedBy.ToString(null, null), s_now + (world.ClaimUntil * s_tick)),
        },
    };

    private static CallbackWorld With(CallbackWorld world, JobCallback callback) => world with
    {
        Status = (byte)callback.Status,
        Attempts = (byte)callback.Attempts,
        AttemptsBefore = (byte)callback.AttemptsBefore,
        NextAt = callback.NextAt is { } next ? (sbyte)((next - s_now) / s_tick) : (sbyte)-1,
        Chain = callback.Chain is { } chain ? byte.Parse(chain, null) : (byte)0,
        ClaimedBy = callback.Claim is null ? (byte)0 : byte.Parse(callback.Claim.Token, null),
        ClaimUntil = callback.Claim is { } claim ? (sbyte)((claim.Until - s_now) / s_tick) : (sbyte)-1,
    };
}
