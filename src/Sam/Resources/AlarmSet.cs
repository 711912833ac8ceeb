using System.Text.Json.Nodes;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Resources;

/// <summary>The alarms of an assembly's functions, and the filters that count what they watch.</summary>
/// <param name="plan">The functions.</param>
/// <param name="options">What the build asks for.</param>
/// <param name="prefix">What logical ids begin with.</param>
/// <param name="resources">Where they go.</param>
internal sealed class AlarmSet(DeploymentPlan plan, TemplateOptions options, string prefix, Dictionary<string, JsonObject> resources)
{
    private const string ThrottlesAlarm = "ThrottlesAlarm";
    private const string UndeliveredAlarm = "UndeliveredAlarm";

    // Of all jobs of a stack.
    private const string FailedAlarm = "AsyncJobsFailedAlarm";
    private const string TimedOutAlarm = "AsyncJobsTimedOutAlarm";
    private const string LostAlarm = "AsyncJobsLostAlarm";
    private const string UndeliveredOfAllAlarm = "AsyncJobsUndeliveredAlarm";

    /// <summary>The alarms that all assemblies of a template share, as they share what is watched.</summary>
    public static IReadOnlySet<string> OfStack { get; } = new HashSet<string>(
        [FailedAlarm, TimedOutAlarm, LostAlarm, UndeliveredOfAllAlarm], StringComparer.Ordinal);

    /// <summary>Counts the lines of a log group that all functions share.</summary>
    public void AddFilters(string logs)
    {
        string id = prefix + "Jobs";
        AddFilter(id + "FailedFilter", logs, Alarms.Failed, Alarms.Pattern(JobEvents.Finished, JobEvents.Settled, StatusNames.Failed));
        AddFilter(id + "TimedOutFilter", logs, Alarms.TimedOut, Alarms.Pattern(JobEvents.Finished, StatusNames.TimedOut));
        AddLost(id, logs);
        AddLookFailed(id, logs);
    }

    /// <summary>Counts the lines of a function's own log group.</summary>
    public void AddFilters(FunctionPlan function, string id, string logs)
    {
        switch (function.Role)
        {
            case FunctionRole.Work:
                AddFilter(id + "FailedFilter", logs, Alarms.Failed, Alarms.Pattern(JobEvents.Finished, StatusNames.Failed));
                AddFilter(id + "TimedOutFilter", logs, Alarms.TimedOut, Alarms.Pattern(JobEvents.Finished, StatusNames.TimedOut));

                // Of other jobs: whoever reads one that is lost ends it, and a method may read and wait for any.
                AddLost(id, logs);
                break;

            // It reads the unfinished jobs of an owner who has too many.
            case FunctionRole.Accept when plan.Settings.MostUnfinished > 0:
            case FunctionRole.Status:
            case FunctionRole.Stream:
            case FunctionRole.Http when function.Deployed.TellsOfJobs || plan.Settings.MostUnfinished > 0:
                AddLost(id, logs);
                break;
            case FunctionRole.Settle:
                AddFilter(id + "FailedFilter", logs, Alarms.Failed, Alarms.Pattern(JobEvents.Settled, StatusNames.Failed));
                AddLost(id, logs);
                AddLookFailed(id, logs);
                break;
        }
    }

    /// <summary>Adds the alarms of a function, or of its job.</summary>
    public void AddAlarms(FunctionPlan function, string id)
    {
        switch (function.Role)
        {
            case FunctionRole.Work when !options.SharesAlarms:
                string job = function.Job!.Name;
                Add(id + "FailedAlarm", Alarms.OfJobs(Alarms.Failed, job, $"Jobs '{job}' end as FAILED.", options));
                Add(id + "TimedOutAlarm", Alarms.OfJobs(Alarms.TimedOut, job, $"Jobs '{job}' end as TIMED_OUT.", options));
                Add(id + "LostAlarm", Alarms.OfJobs(Alarms.Lost, job, $"Workers of jobs '{job}' vanish, or none comes.", options));
                AddAlarm(id, ThrottlesAlarm, Alarms.Throttles, $"Events of jobs '{job}' wait: their worker is throttled.");
                AddAlarm(id, UndeliveredAlarm, Alarms.Undelivered, $"Jobs '{job}' that Lambda gave up on do not reach settle.");
                break;
            case FunctionRole.Accept when !options.SharesAlarms:
                AddAlarm(id, ThrottlesAlarm, Alarms.Throttles, $"Requests for jobs '{function.Job!.Name}' are refused: their function is throttled.");
                break;
            case FunctionRole.Http when !options.SharesAlarms:
                AddAlarm(id, ThrottlesAlarm, Alarms.Throttles, "Requests are refused: the function that answers them is throttled.");
                break;
            case FunctionRole.Settle:
                Add(
                    id + "LookFailedAlarm",
                    Alarms.OfAll(Alarms.LookFailed, "Settle cannot look at a job that may not end by itself. It tries again.", options));
                AddAlarm(id, "ErrorsAlarm", Alarms.Errors, "Settle fails: jobs that Lambda gave up on may not end.");
                AddAlarm(id, ThrottlesAlarm, Alarms.Throttles, "Settle is throttled: jobs that Lambda gave up on wait for their end.");
                break;
        }
    }

    /// <summary>Adds the alarms that watch the jobs of all kinds.</summary>
    /// <param name="idOf">Gives the logical id of a function.</param>
    public void AddShared(Func<FunctionPlan, string> idOf)
    {
        Add(FailedAlarm, Alarms.OfEachJob(Alarms.Failed, "Jobs end as FAILED: the contributors are their names.", options));
        Add(TimedOutAlarm, Alarms.OfEachJob(Alarms.TimedOut, "Jobs end as TIMED_OUT: the contributors are their names.", options));
        Add(LostAlarm, Alarms.OfEachJob(Alarms.Lost, "Workers vanish, or none comes: the contributors are their jobs.", options));
        Add(UndeliveredOfAllAlarm, Alarms.OfEachFunction(
            Alarms.Undelivered,
            "What Lambda gave up on does not reach its destination, which is settle for jobs: the contributors are functions of this account.",
            options));
        AddGroups(FunctionRole.Work, "Worker" + ThrottlesAlarm, "Events wait, since a worker is throttled, of jobs", idOf);
        AddGroups(FunctionRole.Accept, "Accept" + ThrottlesAlarm, "Requests are refused, since a function is throttled, for jobs", idOf);
        AddGroups(FunctionRole.Http, "Http" + ThrottlesAlarm, "Requests are refused, since a function that answers them is throttled", idOf);
    }

    // Throttles are counted for every function that is invoked, so that a query of all would cost as much as they are many, and tell of others'. One
    // expression takes a few.
    private void AddGroups(FunctionRole role, string name, string description, Func<FunctionPlan, string> idOf)
    {
        int number = 0;
        foreach (FunctionPlan[] group in plan.Functions.Where(function => function.Role == role).Chunk(Alarms.MostMetrics))
        {
            string jobs = string.Join(", ", group.Select(static function => function.Job?.Name).OfType<string>());
            string text = $"{description} {jobs}".TrimEnd() + ": see the alarm's metrics.";
            Add($"{prefix}{name}{++number}", Alarms.OfFunctions(Alarms.Throttles, [.. group.Select(idOf)], text, options));
        }
    }

    private void AddLost(string id, string logs) => AddFilter(id + "LostFilter", logs, Alarms.Lost, Alarms.Pattern(JobEvents.Lost));

    private void AddLookFailed(string id, string logs) =>
        Add(id + "LookFailedFilter", Alarms.FilterOfAll(Ref(logs), Alarms.LookFailed, Alarms.Pattern(JobEvents.LookFailed)));

    private void AddFilter(string id, string logs, string metric, string pattern) => Add(id, Alarms.Filter(Ref(logs), metric, pattern));

    private void AddAlarm(string function, string name, string metric, string description) =>
        Add(function + name, Alarms.OfFunction(metric, Ref(function), description, options));

    private void Add(string id, JsonObject resource) => resources.Add(id, resource);

    private static JsonObject Ref(string id) => new() { ["Ref"] = id };
}
