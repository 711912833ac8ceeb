using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests;

/// <summary>
/// Packs a world so that equal ones are equal bits: ids are renamed, chains sorted, and a time that is long over is as good as one a little over.
/// What only a trace shows is left out, and so is the history of attempts, by which nobody decides anything.
/// </summary>
internal sealed class Packing(Scenario scenario)
{
    // A lease may count for this long after its end, and a job without one from its start: see LostJob.
    private const int LongestPast = 3;

    private static readonly int[] s_errors = [0, JobErrorCodes.MethodFailed, JobErrorCodes.Lost, JobErrorCodes.PlatformGaveUp];

    private readonly Dictionary<ulong, JobRecord> _records = [];

    public Packed Pack(World world)
    {
        Span<ulong> words = stackalloc ulong[4];
        words.Clear();
        Renaming requests = default;
        Renaming tokens = default;
        Bits record = new(words[..1]);
        Bits around = new(words[1..]);
        if (world.Record is { } stored)
            WriteRecord(ref record, stored, ref requests, ref tokens);
        WriteChains(ref around, world, ref requests, ref tokens);
        WriteRest(ref around, world, ref requests, ref tokens);
        return new Packed(words[0], words[1], words[2], words[3]);
    }

    public World Unpack(Packed packed)
    {
        Span<ulong> words = [packed.Around1, packed.Around2, packed.Around3];
        Bits around = new(words);
        World world = new() { Record = RecordOf(packed.Record), Chains = ReadChains(ref around), Starts = [] };
        world = ReadRest(ref around, world);
        return world with { NextRequest = Free(world, requests: true), NextToken = Free(world, requests: false) };
    }

    private static void WriteRecord(ref Bits bits, JobRecord record, ref Renaming requests, ref Renaming tokens)
    {
        bits.Write(true);
        bits.Write((int)record.Status, 3);
        bits.Write(record.Attempt, 2);
        bits.Write(record.Continuation, 2);
        bits.Write(record.IsContinued);
        bits.Write(record.CancelRequestedAt is not null);
        bits.Write(Names.State(record.State), 3);
        bits.Write((int)record.StateSequence, 3);
        bits.Write(Array.IndexOf(s_errors, record.Error?.ErrorCode ?? 0), 2);
        bits.Write((int)record.Callback!.Status, 2);
        bits.Write(record.Lease is not null);
        if (record.Lease is { } lease)
        {
            bits.Write(tokens.Of(Names.Token(lease.Token)), 3);
            bits.Write(requests.Of(Names.Request(lease.RequestId)), 3);
            bits.Write(Math.Max(-LongestPast, Names.Ticks(lease.Until)) + LongestPast, 3);
            bits.Write(Math.Max(0, Names.Ticks(lease.RetryFrom)), 1);
        }
        else
        {
            bits.Write(Math.Min(LongestPast, -Names.Ticks(record.CreatedAt)), 2);
        }

        bits.Write(record.Redispatch is not null);
        if (record.Redispatch is { } again)
        {
            // Once an attempt has begun, its times say nothing more.
            bool isOpen = record.Lease is null;
            bits.Write(Names.Token(again.Token), 2);
            bits.Write(isOpen && again.SentAt is null ? Math.Max(-LongestPast, Names.Ticks(again.Until)) + LongestPast : 0, 3);
            bits.Write(again.SentAt is not null);
            bits.Write(isOpen && again.SentAt is { } sent ? Math.Min(LongestPast, -Names.Ticks(sent)) : 0, 2);
        }
    }

    private JobRecord? RecordOf(ulong packed)
    {
        if (packed == 0)
            return null;
        if (!_records.TryGetValue(packed, out JobRecord? record))
            _records.Add(packed, record = ReadRecord(packed));
        return record;
    }

    private static JobRecord ReadRecord(ulong packed)
    {
        Span<ulong> words = [packed];
        Bits bits = new(words);
        bits.ReadBool();
        JobRecord record = new()
        {
            Id = "job",
            Job = "job",
            CreatedAt = Names.Now,
            ExpiresAt = Names.Expiry,
            Status = (JobStatus)bits.Read(3),
            Attempt = bits.Read(2),
            Continuation = bits.Read(2),
            IsContinued = bits.ReadBool(),
            CancelRequestedAt = bits.ReadBool() ? Names.Now : null,
            State = Names.State(bits.Read(3)),
            StateSequence = bits.Read(3),
            Error = Names.Error(s_errors[bits.Read(2)]),
            Callback = new JobCallback("https://example.com/", (JobCallbackStatus)bits.Read(2)),
        };
        record = bits.ReadBool()
            ? record with { Lease = ReadLease(ref bits) }
            : record with { CreatedAt = Names.Time(-bits.Read(2)) };
        return bits.ReadBool() ? record with { Redispatch = ReadRedispatch(ref bits) } : record;
    }

    private static JobRedispatch ReadRedispatch(ref Bits bits)
    {
        JobRedispatch again = new(Names.Token(bits.Read(2)), Names.Time(bits.Read(3) - LongestPast));
        bool isSent = bits.ReadBool();
        int ago = bits.Read(2);
        return isSent ? again with { SentAt = Names.Time(-ago) } : again;
    }

    private static JobLease ReadLease(ref Bits bits) =>
        new(Names.Token(bits.Read(3)), Names.Request(bits.Read(3)), Names.Time(bits.Read(3) - LongestPast), Names.Time(bits.Read(1)));

    private static void WriteChains(ref Bits bits, World world, ref Renaming requests, ref Renaming tokens)
    {
        Span<int> keys = stackalloc int[world.Chains.Length];
        Span<EventChain> chains = stackalloc EventChain[world.Chains.Length];
        for (int i = 0; i < chains.Length; i++)
        {
            chains[i] = world.Chains[i];
            keys[i] = KeyOf(chains[i], world.Record?.Lease);
        }

        keys.Sort(chains);
        bits.Write(chains.Length, 3);
        foreach (EventChain chain in chains)
        {
            bits.Write((int)chain.Phase, 5);
            bits.Write(requests.Of(chain.Request), 3);
            bits.Write(chain.Continuation, 2);
            bits.Write(chain.Retries, 2);
            bits.Write(chain.Wait, 3);
            if (!chain.IsRunning)
                continue;

            bits.Write(tokens.Of(chain.Token), 3);
            bits.Write(chain.Value, 3);
            bits.Write(chain.Sequence, 3);
        }
    }

    // All that tells chains apart but names.
    private static int KeyOf(EventChain chain, JobLease? lease)
    {
        int key = (int)chain.Phase;
        key = (key << 2) | chain.Continuation;
        key = (key << 2) | chain.Retries;
        key = (key << 3) | chain.Wait;
        key = (key << 3) | chain.Value;
        key = (key << 3) | chain.Sequence;
        key = (key << 1) | (lease?.RequestId == Names.Request(chain.Request) ? 1 : 0);
        return (key << 1) | (chain.IsRunning && lease?.Token == Names.Token(chain.Token) ? 1 : 0);
    }

    private static EventChain[] ReadChains(ref Bits bits)
    {
        EventChain[] chains = new EventChain[bits.Read(3)];
        for (int i = 0; i < chains.Length; i++)
        {
            EventChain chain = new((ChainPhase)bits.Read(5), bits.Read(3), bits.Read(2)) { Retries = bits.Read(2), Wait = bits.Read(3) };
            chains[i] = chain.IsRunning ? chain with { Token = bits.Read(3), Value = bits.Read(3), Sequence = bits.Read(3) } : chain;
        }

        return chains;
    }

    private void WriteRest(ref Bits bits, World world, ref Renaming requests, ref Renaming tokens)
    {
        foreach (StartPhase start in world.Starts)
            bits.Write((int)start, 3);
        bits.Write(world.Looks, 6);
        bits.Write(world.DuplicatesLeft, 2);
        bits.Write(world.LostSendsLeft, 2);
        bits.Write(world.SavesLeft, 2);
        bits.Write(world.LostWordsLeft, 1);
        bits.Write(world.IsTaken);
        bits.Write(world.EventsOfStep, 3);
        bits.Write(world.LostSendsOfStep, 2);
        bits.Write(world.Redeliveries, 2);
        bits.Write(world.IsKnownInTrouble && scenario.LostWords > 0);
        bits.Write(world.OnWire is not null);
        if (world.OnWire is { } save)
        {
            bits.Write(tokens.Of(Names.Token(save.LeaseToken)), 3);
            bits.Write(Names.State(save.State), 3);
            bits.Write((int)save.Sequence, 3);
        }

        bits.Write(world.Plan is not null);
        if (world.Plan is { } plan)
            WritePlan(ref bits, plan, ref requests, ref tokens);
    }

    private World ReadRest(ref Bits bits, World world)
    {
        StartPhase[] starts = new StartPhase[scenario.Starts];
        for (int i = 0; i < starts.Length; i++)
            starts[i] = (StartPhase)bits.Read(3);
        return world with
        {
            Starts = starts,
            Looks = bits.Read(6),
            DuplicatesLeft = bits.Read(2),
            LostSendsLeft = bits.Read(2),
            SavesLeft = bits.Read(2),
            LostWordsLeft = bits.Read(1),
            IsTaken = bits.ReadBool(),
            EventsOfStep = bits.Read(3),
            LostSendsOfStep = bits.Read(2),
            Redeliveries = bits.Read(2),
            IsKnownInTrouble = bits.ReadBool(),
            OnWire = bits.ReadBool() ? new JobTransition.SaveState(Names.Token(bits.Read(3)), Names.State(bits.Read(3)), bits.Read(3)) : null,
            Plan = bits.ReadBool() ? ReadPlan(ref bits) : null,
        };
    }

    private static void WritePlan(ref Bits bits, EndPlan plan, ref Renaming requests, ref Renaming tokens)
    {
        bits.Write((int)plan.By, 2);
        bits.Write(plan.Transition is JobTransition.Finish);
        if (plan.Transition is JobTransition.Finish finish)
        {
            bits.Write(tokens.Of(Names.Token(finish.LeaseToken)), 3);
            bits.Write((int)finish.Status, 3);
            bits.Write(Array.IndexOf(s_errors, finish.Error?.ErrorCode ?? 0), 2);
            bits.Write(finish.UnlessToStop);
        }
        else if (plan.Transition is JobTransition.Settle settle)
        {
            int request = Names.Request(settle.RequestId);
            bits.Write(request < 0 ? 0 : requests.Of(request) + 1, 4);
            bits.Write(settle.Continuation, 2);
            bits.Write(Array.IndexOf(s_errors, settle.Error.ErrorCode), 2);
            bits.Write(settle.RedispatchToken is null ? 0 : Names.Token(settle.RedispatchToken) + 1, 2);
        }
    }

    private static EndPlan ReadPlan(ref Bits bits)
    {
        EndPlan.Planner by = (EndPlan.Planner)bits.Read(2);
        return new EndPlan(bits.ReadBool() ? ReadFinish(ref bits) : ReadSettle(ref bits), by);
    }

    private static JobTransition.Finish ReadFinish(ref Bits bits)
    {
        string token = Names.Token(bits.Read(3));
        JobStatus status = (JobStatus)bits.Read(3);
        JobError? error = Names.Error(s_errors[bits.Read(2)]);
        return new JobTransition.Finish(token, status, default, error, Names.Expiry) { UnlessToStop = bits.ReadBool() };
    }

    private static JobTransition.Settle ReadSettle(ref Bits bits)
    {
        string request = Names.Request(bits.Read(4) - 1);
        int continuation = bits.Read(2);
        JobError error = Names.Error(s_errors[bits.Read(2)])!;
        int redispatch = bits.Read(2);
        string? token = redispatch == 0 ? null : Names.Token(redispatch - 1);
        return new JobTransition.Settle(request, error, Names.Expiry, continuation) { RedispatchToken = token };
    }

    // An id that nothing in the world has.
    private static int Free(World world, bool requests)
    {
        int highest = -1;
        foreach (EventChain chain in world.Chains)
            highest = Math.Max(highest, requests ? chain.Request : chain.IsRunning ? chain.Token : -1);
        if (world.Record?.Lease is { } lease)
            highest = Math.Max(highest, requests ? Names.Request(lease.RequestId) : Names.Token(lease.Token));
        if (!requests && world.OnWire is { } save)
            highest = Math.Max(highest, Names.Token(save.LeaseToken));
        return Math.Max(highest, world.Plan?.Transition switch
        {
            JobTransition.Finish finish when !requests => Names.Token(finish.LeaseToken),
            JobTransition.Settle settle when requests => Names.Request(settle.RequestId),
            _ => -1,
        }) + 1;
    }
}
