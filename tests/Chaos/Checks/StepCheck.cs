using System.Diagnostics;
using AsyncJobs.Chaos.Jobs;

namespace AsyncJobs.Chaos.Checks;

/// <summary>Holds the logs of a job that goes on in steps against each other.</summary>
internal sealed class StepCheck(Invariants invariants)
{
    /// <param name="invocations">Of one job, in the order in which they began.</param>
    public void Check(Attempt[] invocations)
    {
        if (invocations[0].Job is not (ChaosJobs.StepsName or ChaosJobs.EndlessName))
            return;

        AttemptStep[] saved = [.. invocations.SelectMany(invocation => invocation.Steps).Where(step => step.What == "saved")];
        foreach (Attempt invocation in invocations)
        {
            int before = saved.Where(step => step.Time < invocation.Start).Select(step => step.Number).DefaultIfEmpty(0).Max();
            invariants.StateGoesOn.Check(
                invocation.Found >= before,
                () => $"job {invocation.JobId} had {before} steps saved, and attempt {invocation.Number}.{invocation.Continuation} found {invocation.Found}");

            // What an invocation has not yet lost it may do beside the one that takes it over; what it begins with is another matter.
            int[] own = [.. invocation.Steps.Where(step => step.What == "step").Select(step => step.Number)];
            invariants.StepsAreDone.Check(
                own.All(number => number > before) && own.SequenceEqual(Enumerable.Range(invocation.Found + 1, own.Length)),
                () => $"job {invocation.JobId} had {before} steps saved, and attempt {invocation.Number}.{invocation.Continuation} did {string.Join(' ', own)}");
        }

        CheckWhole(invocations);
        CheckTotal(invocations);
    }

    // A step counts as done by whoever has said so; one that nobody has done cannot be behind the one that returned.
    private void CheckWhole(Attempt[] invocations)
    {
        HashSet<int> done = [.. invocations.SelectMany(invocation => invocation.Steps).Where(step => step.What == "step").Select(step => step.Number)];
        int furthest = invocations.Max(invocation => Math.Max(invocation.Found, invocation.Steps.Select(step => step.Number).DefaultIfEmpty(0).Max()));
        invariants.StepsAreDone.Check(
            Enumerable.Range(1, furthest).All(done.Contains), () => $"job {invocations[0].JobId} got to step {furthest} without all before it: {string.Join(' ', done.Order())}");
    }

    // Whoever is let go on has asked before the time was over: the first invocation began no sooner than the table says.
    private void CheckTotal(Attempt[] invocations)
    {
        TimeSpan limit = TimeSpan.FromSeconds(invocations[0].Job == ChaosJobs.EndlessName ? ChaosJobs.EndlessSeconds : 24 * 3600);
        foreach (Attempt next in invocations.Where(invocation => invocation.Continuation > 0))
        {
            AttemptStep[] asked = [.. invocations
                .Where(invocation => invocation.Continuation == next.Continuation - 1)
                .SelectMany(invocation => invocation.Steps)
                .Where(step => step.What == "continues")];
            invariants.ContinuesAsAsked.Check(
                asked.Length > 0, () => $"job {next.JobId} goes on for the time {next.Continuation}, and no invocation before has asked for that");
            invariants.TotalIsBound.Check(
                asked.Length == 0 || Stopwatch.GetElapsedTime(invocations[0].Start, asked.Min(step => step.Time)) < limit,
                () => $"job {next.JobId} goes on for the time {next.Continuation}, asked for after {string.Join(' ', asked.Select(step => Stopwatch.GetElapsedTime(invocations[0].Start, step.Time)))}");
        }
    }
}
