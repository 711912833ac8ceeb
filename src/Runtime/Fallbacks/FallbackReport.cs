using System.Text;
using AsyncJobs.Logging;
using AsyncJobs.Shared;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Fallbacks;

/// <summary>
/// Reports runs that the first step of their chain did not answer: to the log, the metrics of the invocation, and whoever listens in the process.
/// </summary>
internal static class FallbackReport
{
    /// <summary>Another step than the first answered.</summary>
    public static void Answered(string chain, string step, List<FallbackMiss> misses)
    {
        Count(chain, "fallbacks", step);
        Log(JobLogLevel.Warning, JobEvents.FallbackAnswered, chain, step, misses);
    }

    /// <summary>No step answered.</summary>
    public static void Exhausted(string chain, List<FallbackMiss> misses)
    {
        Count(chain, "exhausted", "none");
        Log(JobLogLevel.Error, JobEvents.FallbackExhausted, chain, "nothing", misses);
    }

    private static void Count(string chain, string counter, string step)
    {
        InvocationScope.Current.Metrics.Count(chain, counter);
        CallMetrics.Fallbacks.Add(
            1,
            new KeyValuePair<string, object?>(TelemetryNames.Chain, chain),
            new KeyValuePair<string, object?>(TelemetryNames.Step, step));
    }

    private static void Log(JobLogLevel level, string happened, string chain, string answered, List<FallbackMiss> misses)
    {
        InvocationScope scope = InvocationScope.Current;
        scope.Log.Write(new JobLogEntry(level, happened)
        {
            Message = Describe(misses, answered),
            Job = scope.JobName,
            JobId = scope.JobId,
            RequestId = scope.RequestId,
            Attempt = scope.Attempt,
            Service = chain,
            CorrelationId = scope.CorrelationId,
            TraceId = scope.TraceId,
            Exception = misses.Find(static miss => miss.Reason is FallbackReason.Failed).Exception,
        });
    }

    private static string Describe(List<FallbackMiss> misses, string answered)
    {
        StringBuilder message = new();
        foreach (FallbackMiss miss in misses)
        {
            message.Append(miss.Step).Append(miss.Reason switch
            {
                FallbackReason.TimedOut => " timed out; ",
                FallbackReason.NoTime => " had no time; ",
                _ => $" failed ({miss.Exception.GetType().Name}); ",
            });
        }

        return message.Append(answered).Append(" answered").ToString();
    }
}
