using System.Text.Json;
using AsyncJobs.Chaos.Jobs;

namespace AsyncJobs.Chaos.Checks;

/// <summary>Holds the table, the logs of the attempts and what clients have seen against each other, when all is over.</summary>
internal sealed class FinalCheck(Invariants invariants, LateReader reader)
{
    private const int MostAttempts = 3;

    private ILookup<string, Attempt> _attempts = Array.Empty<Attempt>().ToLookup(attempt => attempt.JobId);

    /// <summary>How many jobs became final only since a reader looked at them long after.</summary>
    public int DeclaredLater { get; private set; }

    /// <summary>How many attempts ran while another one of their job did.</summary>
    public int SideBySide { get; private set; }

    /// <summary>How many invocations went on with a job that another one had begun.</summary>
    public int Continued { get; private set; }

    /// <summary>How many jobs the table has of starts that got neither 202 nor 503.</summary>
    public int Unanswered { get; private set; }

    public async Task RunAsync(IReadOnlyCollection<JobHistory> accepted, IReadOnlySet<string> refused, IReadOnlyDictionary<string, string[]> completions, string attemptFolder)
    {
        _attempts = Attempt.ReadAll(attemptFolder).ToLookup(attempt => attempt.JobId, StringComparer.Ordinal);
        foreach (JobHistory job in accepted)
        {
            JobView? end = await EndOfAsync(job);
            if (end is null)
                continue;

            job.Observe(job.Furthest, end);
            CheckOutcome(job, end);
            CheckLost(job, end);
        }

        HashSet<string> ids = [.. accepted.Select(job => job.Id)];
        foreach ((string id, string? said) in await reader.ScanAsync())
        {
            invariants.RefusedIsGone.Check(said is null || !refused.Contains(said), () => $"the job {id} of the start {said}, which got 503, is in the table");
            if (!ids.Contains(id))
                Unanswered++;
        }

        foreach ((string id, string[] written) in completions)
            invariants.OneCompletion.Check(written.Length == 1, () => $"job {id} was made {string.Join(" and ", written)}");

        StepCheck steps = new(invariants);
        foreach (IGrouping<string, Attempt> job in _attempts)
        {
            CheckAttempts(job);
            Continued += job.Count(attempt => attempt.Continuation > 0);
            steps.Check([.. job.OrderBy(attempt => attempt.Start)]);
        }
    }

    private async Task<JobView?> EndOfAsync(JobHistory job)
    {
        JobView? view = null;
        foreach (TimeSpan later in LateReader.Times)
        {
            view = await reader.GetAsync(job.Id, later);
            if (view is null || view.IsFinal)
            {
                if (view is not null && later > TimeSpan.Zero)
                    DeclaredLater++;
                break;
            }
        }

        invariants.Terminal.Check(view is { IsFinal: true }, () => $"job {job.Index} {job.Id} is {view?.Json ?? "not there"}");
        return view;
    }

    private void CheckOutcome(JobHistory job, JobView end)
    {
        JsonElement root = end.Root();
        Attempt[] attempts = [.. _attempts[job.Id]];
        bool holds = end.Status switch
        {
            "SUCCEEDED" => HasItsResult(attempts, root, end.Attempt),
            "FAILED" => root.GetProperty("error").GetProperty("errorCode").GetInt32() switch
            {
                ChaosJobs.RefusedCode => attempts.Any(attempt => attempt.Outcome == "refused" && attempt.Number == end.Attempt),
                JobErrorCodes.MethodFailed => attempts.Any(attempt => attempt.Outcome == "threw" && attempt.Number == end.Attempt),
                _ => true,
            },

            // Who cancels a job that nobody has begun keeps it from being begun.
            "CANCELLED" => end.Attempt > 0 || attempts.Length == 0,
            _ => true,
        };
        invariants.ResultIsAttempts.Check(
            holds && attempts.All(attempt => attempt.Number <= end.Attempt && attempt.Index == job.Index),
            () => $"job {job.Index} {job.Id} is {end.Json[..Math.Min(end.Json.Length, 600)]}; its attempts: {string.Join("; ", attempts.Select(attempt => attempt.ToString()))}");
    }

    // A job that asked to go on and was recorded as lost has waited for an event that nobody sent, or that another number keeps from claiming it.
    private void CheckLost(JobHistory job, JobView end)
    {
        Attempt? last = _attempts[job.Id].MaxBy(attempt => attempt.Start);
        bool hasAsked = last?.Steps.Any(step => step.What == "continues") is true;
        bool isLost = end.Status == "FAILED" && end.Root().GetProperty("error").GetProperty("errorCode").GetInt32() == JobErrorCodes.Lost;
        invariants.ContinuesAsAsked.Check(!(hasAsked && isLost), () => $"job {job.Index} {job.Id} asked to go on in another invocation, and none came: {end.Json}");
    }

    private static bool HasItsResult(Attempt[] attempts, JsonElement root, int number)
    {
        JsonElement result = root.GetProperty("result");
        string attemptId = result.GetProperty("attemptId").GetString()!;
        if (root.GetProperty("job").GetString() == ChaosJobs.EndlessName)
            return false;
        string digest = AttemptLog.Digest(result.GetProperty("text").GetString()!);
        return attempts.Any(attempt => attempt.Id == attemptId && attempt.Number == number && attempt.Outcome == "returned" && attempt.Digest == digest);
    }

    private void CheckAttempts(IGrouping<string, Attempt> job)
    {
        Attempt[] attempts = [.. job.OrderBy(attempt => attempt.Start)];
        invariants.AttemptsAreOne.Check(
            attempts.All(attempt => attempt.Number is >= 1 and <= MostAttempts) && attempts.DistinctBy(attempt => (attempt.Number, attempt.Continuation)).Count() == attempts.Length,
            () => $"job {job.Key} has the attempts {string.Join("; ", attempts.Select(attempt => attempt.ToString()))}");
        for (int i = 1; i < attempts.Length; i++)
        {
            if (attempts[i].RanBeside(attempts[i - 1]))
                SideBySide++;
        }
    }
}
