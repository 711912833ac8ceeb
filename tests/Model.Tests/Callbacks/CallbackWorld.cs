namespace AsyncJobs.Model.Tests.Callbacks;

/// <summary>A job that has ended, its callback, and all that is under way around that. Times are ticks from now; -1 stands for none.</summary>
internal readonly record struct CallbackWorld
{
    /// <summary>What became of the callback: 0 PENDING, 1 DELIVERED, 2 FAILED.</summary>
    public byte Status { get; init; }

    public byte Attempts { get; init; }

    public byte AttemptsBefore { get; init; }

    public sbyte NextAt { get; init; }

    /// <summary>Whose message brings the tries: 0 for nobody's.</summary>
    public byte Chain { get; init; }

    /// <summary>Who has the claim: 0 for nobody.</summary>
    public byte ClaimedBy { get; init; }

    public sbyte ClaimUntil { get; init; }

    /// <summary>The worker, or whoever else has ended the job.</summary>
    public Actor Worker { get; init; }

    /// <summary>Two invocations of settle, each with a message.</summary>
    public Actor First { get; init; }

    public Actor Second { get; init; }

    /// <summary>Whoever has the callback sent again by hand.</summary>
    public Actor Hand { get; init; }

    /// <summary>The messages that come now, and with the next tick.</summary>
    public Messages MessagesNow { get; init; }

    public Messages MessagesLater { get; init; }

    /// <summary>How many invocations the worker has had before this one: each has a chain of its own.</summary>
    public byte WorkerRuns { get; init; }

    // What may still go wrong.

    public byte CrashesLeft { get; init; }

    public byte DuplicatesLeft { get; init; }

    /// <summary>How often it was sent since its schedule began. What only a promise asks for.</summary>
    public byte Sends { get; init; }

    /// <summary>Of which chains settle has put a message off in this tick, a bit for each. What only a promise asks for.</summary>
    public byte PutOff { get; init; }

    /// <summary>Whether nothing more happens by itself.</summary>
    public bool IsQuiet =>
        MessagesNow.IsEmpty && MessagesLater.IsEmpty
        && Worker.Phase is Phase.Gone && First.Phase is Phase.Gone && Second.Phase is Phase.Gone && Hand.Phase is Phase.Gone or Phase.ToCome;

    /// <summary>How many try it at this moment who have a claim.</summary>
    public int ClaimedTries => Of(First) + Of(Second) + Of(Hand);

    private static int Of(Actor actor) => actor.Phase is Phase.Trying ? 1 : 0;
}
