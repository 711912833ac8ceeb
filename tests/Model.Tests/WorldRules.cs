using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests;

/// <summary>
/// What may happen next. Each method says what one of those around a job does: the requests that start it, the platform, a worker, settle, the queue,
/// its caller. They do as JobStarter, JobClaimer, Worker, OutcomeWriter, SavedState, JobLooker, Settler and StatusReader do, call by call, and let
/// the product's own decisions decide. A crash is possible between any two calls; so is a reply that is lost: the record changes, and who wrote it
/// writes again.
/// </summary>
internal sealed class WorldRules(Decisions decide, Scenario scenario)
{
    public const int MaxAttempts = 2;

    // In ticks. The lease begins with the invocation and ends when the platform has killed it. A retry does not come in the tick of the failure, and
    // one that comes sooner than RetryFrom after the claim is a duplicate.
    private const int Lease = 2;
    private const int RetryFrom = 1;
    private const int LongestWait = 2;
    private const int MostWorkers = 2;

    // In which order things come to pass where nothing else goes wrong: what is under way first, then what is owed, then time.
    private const int WritesPlan = 1;
    private const int Starts = 2;
    private const int Works = 3;
    private const int Delivers = 4;
    private const int Settles = 5;
    private const int GivesUpStart = 6;
    private const int Passes = 7;

    private List<Step> _steps = [];

    private static EndTerms Terms => new(MaxAttempts, Names.Tick, Names.Expiry);

    public World First => new()
    {
        Starts = [.. Enumerable.Repeat(StartPhase.ToCome, scenario.Starts)],
        DuplicatesLeft = scenario.Duplicates,
        LostSendsLeft = scenario.LostSends,
        SavesLeft = scenario.Saves,
        LostWordsLeft = scenario.LostWords,
    };

    public void Collect(World world, List<Step> steps)
    {
        _steps = steps;
        for (int i = 0; i < world.Starts.Length; i++)
            Start(world, i);
        for (int i = 0; i < world.Chains.Length; i++)
        {
            Platform(world, i, world.Chains[i]);
            Worker(world, i, world.Chains[i]);
        }

        Queue(world);
        Plan(world);
        Caller(world);
        Reader(world);
        Wire(world);
        Time(world);
    }

    // A request that starts the job, or repeats a start. It ends within its tick, one way or another.
    private void Start(World world, int i)
    {
        if (world.Starts[i] is not (StartPhase.ToCome or StartPhase.Done))
        {
            World dead = world.With(i, StartPhase.Done);
            bool knewNotYet = world.Starts[i] is StartPhase.RecordingSent;
            Add("a start request dies", knewNotYet ? LoseSend(dead, 0) : dead, due: world.Starts[i] is StartPhase.Repeating ? GivesUpStart : 0);
        }

        switch (world.Starts[i])
        {
            case StartPhase.ToCome when i == 0 || world.Starts[i - 1] is not StartPhase.ToCome:
                if (world.Record is null)
                    Add("a start request stores the job", world.With(i, StartPhase.Sending) with { Record = NewRecord() });
                else
                    Add("a start request finds the job", world.With(i, StartPhase.Repeating));
                break;
            case StartPhase.Sending:
                Send("a start request sends the event, and is answered 202", world.With(i, StartPhase.Done), 0, due: Starts, isAccepted: true);
                LoseReply("a start request sends the event", world, world.With(i, scenario.IsKeyed ? StartPhase.Done : StartPhase.Removing), 0);
                break;
            case StartPhase.Removing:
                RemoveUndispatched(world, i);
                break;
            case StartPhase.Repeating:
                Repeat(world, i);
                break;
            case StartPhase.Resending:
                Send("a start request sends the event again", world.With(i, StartPhase.RecordingSent), 0, due: Starts);
                LoseReply("a start request sends the event again", world, world.With(i, StartPhase.RecordingUnsent), 0);
                break;
            case StartPhase.RecordingSent or StartPhase.RecordingUnsent:
                bool isSent = world.Starts[i] is StartPhase.RecordingSent;
                Put(world, new JobTransition.RecordRedispatch(Names.Token(i), isSent), out World recorded);
                Add("a start request records what came of the event", recorded.With(i, StartPhase.Done), due: Starts, isAccepted: isSent);
                break;
        }
    }

    private void RemoveUndispatched(World world, int i)
    {
        World done = world.With(i, StartPhase.Done);
        bool isBegun = world.Record is not null and not { Status: JobStatus.Pending, Attempt: 0 };
        Add("a start request removes the job unless it has begun", isBegun ? done : done with { Record = null }, due: Starts, isAccepted: isBegun);
    }

    private void Repeat(World world, int i)
    {
        if (!decide.LacksEvent(world.Record!))
        {
            Add("a start request finds that the event was sent, and is answered 202", world.With(i, StartPhase.Done), due: Starts, isAccepted: true);
            return;
        }

        if (!Put(world, new JobTransition.Redispatch(Names.Token(i), Names.Time(1)), out World taken))
            return;

        Add("a start request takes it on itself to send the event again", taken.With(i, StartPhase.Resending), due: Starts);
        AddLost("a start request takes it on itself to send the event again", world, taken);
    }

    // The platform delivers an event at least once, tries again after a failure, and gives up.
    private void Platform(World world, int i, EventChain chain)
    {
        bool mayCome = chain.Phase is ChainPhase.Queued or ChainPhase.Duplicate || (chain.Phase is ChainPhase.Waiting && chain.Wait >= RetryFrom);
        if (mayCome && world.Workers < MostWorkers)
        {
            bool isFirst = chain.Phase is ChainPhase.Queued;
            int retries = chain.Retries + (chain.Phase is ChainPhase.Waiting ? 1 : 0);
            EventChain claiming = chain with { Phase = ChainPhase.Claiming, Wait = 0, Token = world.NextToken, Retries = retries };
            World delivered = world.With(i, claiming) with
            {
                NextToken = world.NextToken + 1,
                Redeliveries = Math.Min(World.MostRedeliveries, world.Redeliveries + (isFirst ? 0 : 1)),
            };
            Add(isFirst ? "is delivered" : "is delivered again", delivered, i, due: chain.Phase is ChainPhase.Duplicate ? 0 : Delivers);
        }

        if (chain.Phase is ChainPhase.Queued or ChainPhase.Waiting && chain.Wait == LongestWait)
            Add("is too old", world.With(i, chain with { Phase = ChainPhase.GivenUp, Wait = 0 }), i);
        if (chain.IsRunning)
            Add("its worker dies", Fail(world, i), i);
        if (chain.Phase is ChainPhase.GivenUp or ChainPhase.PutOff)
            Settle(world, i, chain);
        if (chain.Phase is ChainPhase.GivenUp && world.LostWordsLeft > 0)
            Add("is given up, of which settle never hears", world.Without(i) with { LostWordsLeft = world.LostWordsLeft - 1 }, i);
    }

    private World Fail(World world, int i)
    {
        EventChain chain = world.Chains[i];
        bool isOver = chain.Retries == scenario.Retries;
        EventChain next = new(isOver ? ChainPhase.GivenUp : ChainPhase.Waiting, chain.Request, chain.Continuation) { Retries = chain.Retries };
        World failed = world.With(i, next);
        return chain.Phase is ChainPhase.Leaving ? failed with { Plan = null } : failed;
    }

    // Settle, told of an event that the platform gave up; by the platform itself, or by the message that it had sent itself for later.
    private void Settle(World world, int i, EventChain chain)
    {
        int due = chain.Wait == 0 ? Settles : 0;
        if (world.Record is not { } record)
        {
            Add("settle finds no job", world.Without(i), i, due);
            return;
        }

        switch (decide.JudgeGivenUp(new GivenUpEvent(Names.Request(chain.Request), chain.Continuation, IsTooOld: false), record, Terms, Names.Now))
        {
            case NextStep.LookAt(var time):
                Add("settle puts it off", world.With(i, chain with { Phase = ChainPhase.PutOff, Wait = Names.Ticks(time) }), i, due);
                break;
            case NextStep.End(var end) when world.Plan is null:
                World planned = world.With(i, chain with { Phase = ChainPhase.Settling, Wait = 0 });
                EndPlan plan = new(Names.Plain(end), EndPlan.Planner.Settle);
                Add("settle is about to end the job", planned with { Plan = plan }, i, due);
                break;
            case NextStep.End:
                break;
            default:
                Add("settle finds nothing to end", CallBack(world).Without(i), i, due);
                break;
        }
    }

    // The queue delivers a message at least once. One that comes too soon is put off again.
    private void Queue(World world)
    {
        for (int ticks = 0; world.Looks >> ticks != 0; ticks++)
        {
            if ((world.Looks & (1 << ticks)) != 0)
                Look(world, ticks);
        }
    }

    private void Look(World world, int ticks)
    {
        int due = ticks == 0 ? Settles : 0;
        World done = world with { Looks = world.Looks & ~(1 << ticks) };
        if (world.Record is not { } record)
        {
            Add("a message comes, and settle finds no job", done, due: due);
            return;
        }

        switch (decide.JudgeLost(record, Terms, Names.Now))
        {
            case NextStep.LookAt(var time):
                Add("a message comes and is put off", done with { Looks = done.Looks | (1 << Names.Ticks(time)) }, due: due);
                break;
            case NextStep.End(var end) when world.Plan is null:
                World planned = world with { Plan = new EndPlan(Names.Plain(end), EndPlan.Planner.Queue) };
                Add("a message comes, and settle is about to end the job", planned, due: due);
                break;
            case NextStep.End:
                break;
            default:
                Add("a message comes, and settle finds nothing to end", CallBack(done), due: due);
                Add("a message comes, settle finds nothing to end, and the message will come again", CallBack(world));
                break;
        }
    }

    // Somebody who has read the job writes its end; or dies, and whatever had them read it comes again.
    private void Plan(World world)
    {
        if (world.Plan is not { } plan)
            return;

        bool isEnded = Put(world, plan.Transition, out World put);
        World after = put with { Plan = null };
        int i = Array.FindIndex(world.Chains, chain => chain.Phase is ChainPhase.Settling or ChainPhase.Leaving);
        switch (plan.By)
        {
            case EndPlan.Planner.Worker:
                // Where the job went on in the meantime, the worker judges again what is left to do.
                AddEnd(after.With(i, after.Chains[i] with { Phase = isEnded ? ChainPhase.Calling : ChainPhase.Claiming }));
                break;
            case EndPlan.Planner.Settle:
                AddEnd(after.With(i, after.Chains[i] with { Phase = ChainPhase.GivenUp }));
                Add("settle dies", world.With(i, world.Chains[i] with { Phase = ChainPhase.GivenUp }) with { Plan = null }, i);
                break;
            case EndPlan.Planner.Queue:
                AddEnd(after);
                Add("settle dies", world with { Plan = null });
                break;
            case EndPlan.Planner.Reader:
                AddEnd(isEnded ? CallBack(after) : after);
                AddEnd(after);
                break;
        }

        if (put.Record != world.Record)
            _steps.Add(new Step("ends the job, and is not answered", put) { Chain = i, Written = plan.Transition, IsByOutsider = true });

        void AddEnd(World ended) =>
            _steps.Add(new Step("ends the job", ended) { Chain = i, Due = WritesPlan, Written = plan.Transition, IsByOutsider = true });
    }

    private void Worker(World world, int i, EventChain chain)
    {
        switch (chain.Phase)
        {
            case ChainPhase.Claiming:
                Claim(world, i, chain);
                break;
            case ChainPhase.LookingAhead:
                Add("its worker has the job looked at later", LookLater(Runs(world, i), chain), i, Works);
                break;
            case ChainPhase.Method:
                Run(world, i, chain);
                break;
            case ChainPhase.LookingBack:
                Add("its worker has the job looked at later", LookLater(world.With(i, chain with { Phase = ChainPhase.Failing }), chain), i, Works);
                break;
            case ChainPhase.Succeeding or ChainPhase.Failing or ChainPhase.Continuing or ChainPhase.Stopping:
                WriteOutcome(world, i, chain, OutcomeOf(world.Record!, chain));
                break;
            case ChainPhase.Sending:
                Send("its worker sends the next event", world.Without(i), chain.Continuation + 1, i, due: Works);
                LoseReply("its worker sends the next event", world, null, chain.Continuation + 1, i);
                break;
            case ChainPhase.Calling:
                Add("its worker sends the callback", CallBack(world).Without(i), i, Works);
                break;
        }
    }

    private void Claim(World world, int i, EventChain chain)
    {
        DateTimeOffset until = Names.Time(Lease - chain.Wait);
        JobLease lease = new(Names.Token(chain.Token), Names.Request(chain.Request), until, Names.Time(RetryFrom - chain.Wait));
        JobTransition.Claim claim = new(lease, MaxAttempts, chain.Continuation);
        if (Put(world, claim, out World claimed))
        {
            JobRecord record = claimed.Record!;
            EventChain running = chain with { Value = Names.State(record.State), Sequence = (int)record.StateSequence };
            World after = claimed.With(i, running with { Phase = ChainPhase.LookingAhead });
            if (decide.LookAfterClaim(record, Terms) is null)
                after = Runs(after, i);
            _steps.Add(new Step("its worker claims the job", after) { Chain = i, Due = Works, Written = claim, IsAcknowledged = true });
            AddLost("its worker claims the job", world, claimed, i, claim);
        }
        else if (world.Record is { } refused)
        {
            Leave(world, i, chain, refused);
        }
        else
        {
            Add("its worker finds no job", world.Without(i), i, Works);
        }
    }

    private void Leave(World world, int i, EventChain chain, JobRecord record)
    {
        switch (decide.JudgeRefusedClaim(record, Names.Request(chain.Request), chain.Continuation, Terms, Names.Now))
        {
            case NextStep.LookAt(var time):
                World sent = Look(world, time) with { IsKnownInTrouble = true };
                Add("its worker cannot claim the job, and has it looked at later", sent.Without(i), i, Works);
                Add("its worker cannot claim the job, and has it looked at later, but is not answered", sent, i);
                break;
            case NextStep.End(var end) when world.Plan is null:
                World leaving = world.With(i, chain with { Phase = ChainPhase.Leaving });
                EndPlan plan = new(Names.Plain(end), EndPlan.Planner.Worker);
                Add("its worker cannot claim the job, and is about to end it", leaving with { Plan = plan }, i, Works);
                break;
            case NextStep.End:
                break;
            case NextStep.SendContinuation(var time):
                World sending = Look(world, time).With(i, chain with { Phase = ChainPhase.Sending }) with { IsKnownInTrouble = true };
                Add("its worker cannot claim the job, has it looked at later, and is to send the next event", sending, i, Works);
                break;
            default:
                World left = record.IsFinished ? world.With(i, chain with { Phase = ChainPhase.Calling }) : world.Without(i);
                Add("its worker cannot claim the job", left, i, Works);
                break;
        }
    }

    private void Run(World world, int i, EventChain chain)
    {
        EventChain ended = chain with { Value = 0, Sequence = 0 };
        Add("its method returns", world.With(i, ended with { Phase = ChainPhase.Succeeding }), i, Works);
        bool isLookedAt = HasJob(world, chain) && decide.LookBeforeRelease(world.Record!, Terms) is not null && world.Record!.Attempt < MaxAttempts;
        Add("its method throws", world.With(i, ended with { Phase = isLookedAt ? ChainPhase.LookingBack : ChainPhase.Failing }), i);
        if (chain.Continuation < scenario.Continuations)
            Add("its method asks for another invocation", world.With(i, chain with { Phase = ChainPhase.Continuing, Sequence = 0 }), i);
        if (world.Record is { CancelRequestedAt: not null } && HasJob(world, chain))
            Add("its method sees that it is to stop", world.With(i, ended with { Phase = ChainPhase.Stopping }), i);
        if (world.SavesLeft == 0)
            return;

        EventChain saved = chain with { Value = chain.Value + 1, Sequence = chain.Sequence + 1 };
        JobTransition.SaveState save = new(Names.Token(chain.Token), Names.State(saved.Value), saved.Sequence);
        World saving = world.With(i, saved) with { SavesLeft = world.SavesLeft - 1 };
        bool isSaved = Put(saving, save, out World after);
        _steps.Add(new Step("its method saves", after) { Chain = i, Written = save, IsAcknowledged = isSaved });
        if (world.OnWire is null)
            Add("its method saves, which is held back on the wire", saving with { OnWire = save }, i);
    }

    private static bool HasJob(World world, EventChain chain) =>
        world.Record is { Status: JobStatus.Running, Lease: { } lease } && lease.Token == Names.Token(chain.Token);

    private static World Runs(World world, int i) => world.With(i, world.Chains[i] with { Phase = ChainPhase.Method }) with
    {
        IsKnownInTrouble = world.IsKnownInTrouble || world.Record?.Attempt > 1,
    };

    // By a worker about its own attempt, whose lease began with its invocation.
    private static World LookLater(World world, EventChain chain) => Look(world, Names.Time(Lease - chain.Wait) + Terms.LostAfter);

    private static World Look(World world, DateTimeOffset time) => world with { Looks = world.Looks | (1 << Math.Max(0, Names.Ticks(time))) };

    private static JobTransition OutcomeOf(JobRecord record, EventChain chain)
    {
        string token = Names.Token(chain.Token);
        JobError failed = Names.Error(JobErrorCodes.MethodFailed)!;
        return chain.Phase switch
        {
            ChainPhase.Succeeding => new JobTransition.Finish(token, JobStatus.Succeeded, default, null, Names.Expiry),
            ChainPhase.Stopping => new JobTransition.Finish(token, JobStatus.Cancelled, default, null, Names.Expiry),
            ChainPhase.Continuing => new JobTransition.Continue(token, Names.State(chain.Value), Names.Expiry),
            _ when record.Attempt < MaxAttempts => new JobTransition.Release(token, failed),
            _ => new JobTransition.Finish(token, JobStatus.Failed, default, failed, Names.Expiry),
        };
    }

    private void WriteOutcome(World world, int i, EventChain chain, JobTransition outcome)
    {
        EventChain ended = chain with { Value = 0 };
        if (Put(world, outcome, out World written))
        {
            World after = outcome switch
            {
                JobTransition.Release => Fail(written, i) with { IsKnownInTrouble = true },
                JobTransition.Continue => written.With(i, ended with { Phase = ChainPhase.Sending }),
                _ => written.With(i, ended with { Phase = ChainPhase.Calling }),
            };
            _steps.Add(new Step("its worker records what came of it", after) { Chain = i, Due = Works, Written = outcome, IsAcknowledged = true });
            AddLost("its worker records what came of it", world, written, i, outcome);
            return;
        }

        bool isToStop = outcome is JobTransition.Release or JobTransition.Continue && decide.IsToStop(world.Record, Names.Token(chain.Token));
        World refused = world.With(i, ended with { Phase = isToStop ? ChainPhase.Stopping : ChainPhase.Calling });
        Add("its worker records what came of it, and is refused", refused, i, Works);
    }

    private void Caller(World world)
    {
        if (!world.IsTaken || world.Record is not { } record)
            return;

        if (record.Status is JobStatus.Pending && Put(world, new JobTransition.Cancel(Names.Expiry), out World cancelled))
        {
            Add("the caller cancels the job", CallBack(cancelled));
            Add("the caller cancels the job, and the callback is not taken", cancelled);
        }

        if (record is { Status: JobStatus.Running, CancelRequestedAt: null } && Put(world, new JobTransition.RequestCancel(), out World asked))
            Add("the caller asks for the job to stop", asked);
    }

    // A reader knows neither how many attempts the job has left, nor whether settle is to come.
    private void Reader(World world)
    {
        if (world.IsTaken && world.Record is { } record && world.Plan is null
            && decide.JudgeLost(record, Terms with { MaxAttempts = null }, Names.Now) is NextStep.End(var end))
        {
            Add("a reader is about to end the job", world with { Plan = new EndPlan(Names.Plain(end), EndPlan.Planner.Reader) });
        }
    }

    private void Wire(World world)
    {
        if (world.OnWire is not { } save)
            return;

        Put(world, save, out World landed);
        _steps.Add(new Step("a state that was held back lands", landed with { OnWire = null }) { Written = save });
    }

    // It does not pass over what ends or comes for certain before: a request, a worker that is at its deadline, an event that is at its longest wait.
    private void Time(World world)
    {
        bool isBlocked = world.IsStarting || world.Chains.Any(chain => chain.Phase switch
        {
            ChainPhase.Queued or ChainPhase.Waiting => chain.Wait == LongestWait,
            _ => chain.IsRunning && chain.Wait == Lease - 1,
        });
        if (isBlocked)
            return;

        World after = world with
        {
            Clock = world.Clock + 1,
            Record = world.Record is { } record ? Older(record) : null,
            Looks = (world.Looks >> 1) | (world.Looks & 1),
            Chains = [.. world.Chains.Select(Older)],
        };
        Add("time passes", after, due: world.IsQuiet ? 0 : Passes);
    }

    private static EventChain Older(EventChain chain) => chain.Phase switch
    {
        ChainPhase.Duplicate or ChainPhase.GivenUp or ChainPhase.Settling => chain,
        ChainPhase.PutOff => chain with { Wait = Math.Max(0, chain.Wait - 1) },
        _ => chain with { Wait = chain.Wait + 1 },
    };

    private static JobRecord Older(JobRecord record) => record with
    {
        CreatedAt = record.CreatedAt - Names.Tick,
        Lease = record.Lease is { } lease ? lease with { Until = lease.Until - Names.Tick, RetryFrom = lease.RetryFrom - Names.Tick } : null,
        Redispatch = record.Redispatch is { } again ? again with { Until = again.Until - Names.Tick, SentAt = again.SentAt - Names.Tick } : null,
    };

    private static JobRecord NewRecord() => new()
    {
        Id = "job",
        Job = "job",
        Status = JobStatus.Pending,
        CreatedAt = Names.Now,
        ExpiresAt = Names.Expiry,
        Callback = new JobCallback("https://example.com/"),
    };

    /// <summary>The store: applies a transition, or says that the record already shows it.</summary>
    /// <returns>Whether the writer is told that it is applied.</returns>
    private bool Put(World world, JobTransition transition, out World after)
    {
        after = world;
        if (world.Record is not { } record)
            return false;
        if (decide.Apply(record, transition, Names.Now) is not { } next)
            return decide.IsAlreadyApplied(record, transition);

        bool goesOn = next.Continuation > record.Continuation;
        after = world with { Record = next, EventsOfStep = goesOn ? 0 : world.EventsOfStep, LostSendsOfStep = goesOn ? 0 : world.LostSendsOfStep };
        return true;
    }

    /// <summary>Sends the callback where one is due.</summary>
    private World CallBack(World world)
    {
        if (world.Record is { IsFinished: true, Callback.Status: JobCallbackStatus.Pending })
            Put(world, new JobTransition.RecordCallback(JobCallbackStatus.Delivered, 1), out world);
        return world;
    }

    /// <summary>The platform takes an event, once, or once and as a duplicate.</summary>
    private void Send(string what, World world, int continuation, int chain = -1, int due = 0, bool isAccepted = false)
    {
        bool isCounted = world.Record is { } record && record.Continuation == continuation;
        EventChain sent = new(ChainPhase.Queued, world.NextRequest, continuation);
        World taken = world with
        {
            Chains = [.. world.Chains, sent],
            NextRequest = world.NextRequest + 1,
            IsTaken = true,
            EventsOfStep = world.EventsOfStep + (isCounted ? 1 : 0),
        };
        Add(what, taken, chain, due, isAccepted);
        if (world.DuplicatesLeft > 0)
        {
            EventChain duplicate = sent with { Phase = ChainPhase.Duplicate };
            World twice = taken with { Chains = [.. taken.Chains, duplicate], DuplicatesLeft = world.DuplicatesLeft - 1 };
            Add(what + ", which will come twice", twice, chain, isAccepted: isAccepted);
        }
    }

    /// <summary>The event is taken and the reply lost: it is sent again, or given up. Or it is not taken at all.</summary>
    private void LoseReply(string what, World again, World? givenUp, int continuation, int chain = -1)
    {
        if (givenUp is not null)
            Add(what + ", which fails", givenUp, chain);
        if (again.LostSendsLeft == 0)
            return;

        int left = again.LostSendsLeft - 1;
        Send(what + ", is not answered, and will send again", LoseSend(again, continuation) with { LostSendsLeft = left }, continuation, chain);
        if (givenUp is not null)
            Send(what + ", is not answered, and gives up", LoseSend(givenUp, continuation) with { LostSendsLeft = left }, continuation, chain);
    }

    private static World LoseSend(World world, int continuation) =>
        world.Record?.Continuation == continuation ? world with { LostSendsOfStep = world.LostSendsOfStep + 1 } : world;

    private void Add(string what, World after, int chain = -1, int due = 0, bool isAccepted = false) =>
        _steps.Add(new Step(what, after) { Chain = chain, Due = due, IsAccepted = isAccepted });

    // Nobody is answered, and whoever wrote is where they were.
    private void AddLost(string what, World before, World stored, int chain = -1, JobTransition? written = null)
    {
        if (stored.Record != before.Record)
            _steps.Add(new Step(what + ", and is not answered", stored) { Chain = chain, Written = written });
    }
}
