using AsyncJobs.Storage.Tests.Versions;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncJobs.Storage.Tests;

/// <summary>Random lives of jobs in a real application: deliveries that come late, twice, out of order or while another one is at work; crashes, cancels, time.</summary>
internal static class Lives
{
    private static readonly Gen<int> s_event = Gen.Choose(0, 3);

    private static readonly Gen<MethodEnd> s_end = Gen.Frequency(
        (3, Gen.Constant(MethodEnd.Returns)),
        (2, Gen.Constant(MethodEnd.Throws)),
        (1, Gen.Constant(MethodEnd.ThrowsForGood)),
        (1, Gen.Constant(MethodEnd.Saves)),
        (3, Gen.Constant(MethodEnd.Continues)),
        (1, Gen.Constant(MethodEnd.Stops)));

    // Around the time after which a delivery can be a retry, the ends of leases, and the time after which a job is lost.
    private static readonly Gen<LifeStep> s_pass =
        Gen.Elements(1, 29, 31, 66, 600, 901).Select(seconds => (LifeStep)new LifeStep.Pass(TimeSpan.FromSeconds(seconds)));

    internal static void Check(IJobStore store, int count) =>
        Prop.ForAll(StepsOf(depth: 2).ToArbitrary(), steps => new LivedJob(store).LiveAsync(steps).GetAwaiter().GetResult())
            .Check(RandomCases.Config.WithMaxTest(count));

    /// <summary>The same while functions of two versions are at work on one table, in the middle of an upgrade or of its rollback.</summary>
    internal static void CheckTwoVersions(IJobStore store, PreviousStore previous, int count) =>
        Prop.ForAll(
                StepsOf(depth: 2, isMixed: true).ToArbitrary(),
                Gen.Elements(true, false).ToArbitrary(),
                (steps, isRolledBack) => new LivedJob(store, previous).LiveAsync(steps, isRolledBack).GetAwaiter().GetResult())
            .Check(RandomCases.Config.WithMaxTest(count));

    private static Gen<LifeStep[]> StepsOf(int depth, bool isMixed = false) =>
        from length in Gen.Choose(0, depth == 2 ? 8 : 3)
        from steps in (isMixed ? MixedStepOf(depth) : StepOf(depth, isMixed: false)).ArrayOf(length)
        select steps;

    private static Gen<LifeStep> MixedStepOf(int depth) =>
        from step in StepOf(depth, isMixed: true)
        from isOfPrevious in Gen.Elements(true, false)
        select isOfPrevious && step is not (LifeStep.Pass or LifeStep.Repeat or LifeStep.Look) ? new LifeStep.OfPrevious(step) : step;

    private static Gen<LifeStep> StepOf(int depth, bool isMixed) => Gen.Frequency(
        (5, from index in s_event
            from meanwhile in depth == 0 ? Gen.Constant(Array.Empty<LifeStep>()) : StepsOf(depth - 1, isMixed)
            from end in s_end
            select (LifeStep)new LifeStep.Deliver(index, meanwhile, end)),
        (4, s_pass),
        (1, s_event.Select(index => (LifeStep)new LifeStep.Crash(index))),
        (1, s_event.Select(index => (LifeStep)new LifeStep.Settle(index))),
        (1, Gen.Constant((LifeStep)new LifeStep.Look())),
        (1, Gen.Constant((LifeStep)new LifeStep.Read())),
        (1, Gen.Constant((LifeStep)new LifeStep.Cancel())),
        (1, Gen.Constant((LifeStep)new LifeStep.Repeat())));
}
