using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests;

/// <summary>One job and all that is under way around it. Never changed: a step makes another one.</summary>
internal sealed record World
{
    /// <summary>The job as it is stored; null where it is not, or not any more.</summary>
    public JobRecord? Record { get; init; }

    public EventChain[] Chains { get; init; } = [];

    public required StartPhase[] Starts { get; init; }

    /// <summary>The messages of the queue that have the job looked at: bit n for one that is due in n ticks.</summary>
    public int Looks { get; init; }

    /// <summary>A state whose write is held back on the wire.</summary>
    public JobTransition.SaveState? OnWire { get; init; }

    public EndPlan? Plan { get; init; }

    // What may still go wrong.

    public int DuplicatesLeft { get; init; }

    public int LostSendsLeft { get; init; }

    public int SavesLeft { get; init; }

    public int LostWordsLeft { get; init; }

    // What only the promises ask for.

    /// <summary>Whether the platform has ever taken an event of the job. Before, nobody has been told of it.</summary>
    public bool IsTaken { get; init; }

    /// <summary>How many events were taken by which the job goes on from where it is now; see <see cref="JobRecord.Continuation"/>.</summary>
    public int EventsOfStep { get; init; }

    /// <summary>How often, at this step, the sender was not answered or ended before it knew.</summary>
    public int LostSendsOfStep { get; init; }

    /// <summary>How often an event was delivered again, as a duplicate or a retry; counted up to <see cref="MostRedeliveries"/>.</summary>
    public int Redeliveries { get; init; }

    /// <summary>
    /// Whether a worker got so far that the job has to end even if the platform's word is lost: it was refused the job, ran the method in a later
    /// attempt, or gave the job back for another one.
    /// </summary>
    public bool IsKnownInTrouble { get; init; }

    // What only a trace shows.

    public int Clock { get; init; }

    public int NextRequest { get; init; }

    public int NextToken { get; init; }

    public const int MostRedeliveries = 3;

    public int Workers => Chains.Count(chain => chain.IsRunning);

    public bool IsStarting => Starts.Any(start => start is not (StartPhase.ToCome or StartPhase.Done));

    /// <summary>Whether nothing more happens by itself.</summary>
    public bool IsQuiet => Looks == 0 && Plan is null && !IsStarting && Chains.All(chain => chain.Phase is ChainPhase.Duplicate);

    public World With(int index, EventChain chain)
    {
        EventChain[] chains = [.. Chains];
        chains[index] = chain;
        return this with { Chains = chains };
    }

    public World Without(int index) => this with { Chains = [.. Chains[..index], .. Chains[(index + 1)..]] };

    public World With(int index, StartPhase start)
    {
        StartPhase[] starts = [.. Starts];
        starts[index] = start;
        return this with { Starts = starts };
    }
}
