using AsyncJobs.Operating;
using AsyncJobs.Shared;
using AsyncJobs.Tool.Failures;
using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Retrying;

namespace AsyncJobs.Tool.Commands;

/// <summary>What a reply means for the person who asked, and for the exit code.</summary>
internal static class Outcomes
{
    /// <summary>Prints what became of a command.</summary>
    /// <returns>The exit code.</returns>
    public static int Tell(ToolOutput output, string id, OperatorReply reply, bool asJson)
    {
        if (asJson)
            output.Json(BulkRetry.Of(id, reply), ToolJson.Default.CommandOutcome);
        else
            output.Line(SentenceOf(id, reply));
        return CodeOf(reply);
    }

    /// <summary>How a command ends.</summary>
    public static int CodeOf(OperatorReply reply) => reply.Outcome switch
    {
        OperatorOutcome.Cancelled or OperatorOutcome.CancelRequested or OperatorOutcome.Started or OperatorOutcome.AlreadyStarted
            or OperatorOutcome.Delivered => ExitCode.Done,

        // Who asks for the second time has what they want.
        OperatorOutcome.AlreadyEnded when reply.Status == StatusNames.Cancelled => ExitCode.Done,
        OperatorOutcome.NotFound => ExitCode.NotFound,
        OperatorOutcome.Failed => ExitCode.Failed,
        _ => ExitCode.Refused,
    };

    private static string SentenceOf(string id, OperatorReply reply) => reply.Outcome switch
    {
        OperatorOutcome.Cancelled => $"Job {id} is cancelled.",
        OperatorOutcome.CancelRequested => $"Job {id} is running. Its worker is asked to stop; asyncjobs watch {id} shows when it has.",
        OperatorOutcome.AlreadyEnded => $"Job {id} has ended already, as {reply.Status}.",
        OperatorOutcome.Started => $"Job {reply.Id} runs job {id} again.",
        OperatorOutcome.AlreadyStarted => $"Job {id} had been run again before, by job {reply.Id}. Nothing was started.",
        OperatorOutcome.Delivered => $"The receiver has the callback of job {id} now.",
        OperatorOutcome.NotDelivered => $"The callback of job {id} was not taken. {reply.Reason}".TrimEnd(),
        OperatorOutcome.NotFound => $"There is no job {id}. It may have expired.",
        OperatorOutcome.Failed => $"The function could not do it: {reply.Reason ?? "it did not say why."} Its log says more.",
        _ => $"Job {id} was left as it is. {reply.Reason}".TrimEnd(),
    };
}
