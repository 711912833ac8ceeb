using System.Text.Json;
using AsyncJobs.Binding;
using AsyncJobs.Failures;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;
using AsyncJobs.Texts;

namespace AsyncJobs.Working;

/// <summary>Says what is to be recorded of an attempt, by what its method came to.</summary>
/// <param name="job">The job's definition.</param>
/// <param name="record">The job as it was claimed.</param>
/// <param name="requestId">The invocation.</param>
/// <param name="progress">The last progress, where it is not yet written.</param>
/// <param name="now">The time.</param>
internal sealed class AttemptJudge(JobDefinition job, JobRecord record, string requestId, JobProgress? progress, DateTimeOffset now)
{
    // Of whatever does not say more to its caller.
    private const string FailedMessage = "The job failed. Quote the request id to have it looked up.";

    /// <summary>Whether the caller is told what the method threw, as on a developer's own machine.</summary>
    public bool ShowsExceptions { get; init; }

    /// <summary>The method returned.</summary>
    /// <param name="json">Its result, UTF-8 JSON; empty for none.</param>
    /// <param name="keepsPayloads">Whether a result that is too large for the record has another place.</param>
    public AttemptOutcome Returned(ReadOnlySpan<byte> json, Func<bool> keepsPayloads)
    {
        if (!ResultCodec.FitsReply(json))
            return TooLarge($"The result takes {json.Length} bytes, more than the {ResultCodec.MaxReplyBytes} of a reply can bring.");

        ReadOnlyMemory<byte> stored = ResultCodec.Encode(json, out JobResultEncoding encoding);
        JobTransition.Finish succeeded = Finish(JobStatus.Succeeded, null) with { ResultEncoding = encoding };
        if (stored.Length <= ResultCodec.MaxStoredBytes)
            return new AttemptOutcome(succeeded with { Result = stored }, null);

        if (!keepsPayloads())
            return TooLarge($"The result takes {stored.Length} bytes, compressed; at most {ResultCodec.MaxStoredBytes} can be stored.");

        PayloadReference reference = PayloadReference.OfResult(record.Id, record.Lease!.Token, stored.Span);
        return new AttemptOutcome(succeeded with { ResultReference = reference }, null) { Payload = stored };
    }

    /// <summary>The method returned a file, which is kept.</summary>
    public AttemptOutcome Returned(KeptFile file)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(file, JobFileJson.Default.KeptFile);
        return new(Finish(JobStatus.Succeeded, null) with { Result = json, ResultFileKey = file.Key }, null);
    }

    /// <summary>The payload store refuses the result, and would again.</summary>
    public AttemptOutcome NotKept(PayloadStoreException failure) => FailedOrReleased(NotKeptError(), failure);

    /// <summary>The method threw.</summary>
    /// <param name="failure">What.</param>
    /// <param name="isCancelRequested">Whether the caller wanted it to stop.</param>
    /// <param name="isSpent">Whether its time was over.</param>
    /// <param name="next">What it asked to go on with in another invocation; null where it did not.</param>
    public AttemptOutcome Threw(Exception failure, bool isCancelRequested, bool isSpent, ReadOnlyMemory<byte>? next)
    {
        switch (MethodFailure.Of(failure))
        {
            case OperationCanceledException when isCancelRequested:
                return Cancelled(failure);

            case OperationCanceledException when next is { } state:
                return Continued(state);

            case BudgetExceededException exceeded:
                return TimedOutIn(exceeded);

            case FallbackExhaustedException { InnerException: BudgetExceededException exceeded }:
                return TimedOutIn(exceeded);

            case OperationCanceledException when isSpent:
                return TimedOut(failure);

            // The work is done, and would be done again for the same end.
            case ResultUnwritableException:
                return Failed(
                    Error(
                        JobErrorCodes.ResultNotSerializable,
                        "The job's result could not be written as JSON. Quote the request id to have it looked up."),
                    failure);

            case InputUnreadableException:
                return Failed(Error(JobErrorCodes.InputUnreadable, "The job's input could not be read by its worker."), failure);

            case InputUnavailableException { IsMissing: true }:
                return Failed(Error(JobErrorCodes.InputMissing, "The job's input is not kept any more."), failure);

            case InputUnavailableException:
                return FailedOrReleased(
                    Error(JobErrorCodes.PayloadStoreFailed, "The job's input could not be fetched. Quote the request id to have it looked up."),
                    failure);

            case FileTooLargeException tooLarge:
                return TooLarge(tooLarge.Message);

            case FileNotKeptException { IsFinal: true }:
                return Failed(NotKeptError(), failure);

            case FileNotKeptException:
                return FailedOrReleased(NotKeptError(), failure);

            // Another attempt would find the same ends.
            case JobsNotSucceededException joined:
                return Failed(Error(JobErrorCodes.JoinedNotSucceeded, joined.Counts), failure);

            case var mistake when Fault.IsMisuse(mistake):
                return Failed(MethodError(failure), failure);

            case JobException own:
                JobError error = Error(own.ErrorCode, ExceptionText.Message(own) ?? FailedMessage);
                return own.Retry ? FailedOrReleased(error, failure) : Failed(error, failure);

            default:
                return FailedOrReleased(MethodError(failure), failure);
        }
    }

    /// <summary>The method stopped, or did not, when its time was over.</summary>
    public AttemptOutcome TimedOut(Exception failure) =>
        TimedOut(Error(JobErrorCodes.TimedOut, "The job did not finish within the time of its invocation."), failure);

    /// <summary>The method has stopped, and its caller wanted it to.</summary>
    public AttemptOutcome Cancelled(Exception? failure) => new(Finish(JobStatus.Cancelled, null), failure);

    private JobError NotKeptError() =>
        Error(JobErrorCodes.PayloadStoreFailed, "The job's result could not be kept. Quote the request id to have it looked up.");

    private JobError MethodError(Exception failure) =>
        Error(JobErrorCodes.MethodFailed, ShowsExceptions ? TextOf(failure) : FailedMessage);

    private static string TextOf(Exception failure) => $"The job failed: {ExceptionText.TypeOf(failure)}: {ExceptionText.Message(failure)}";

    private JobError Error(int code, string message, string? service = null) =>
        new(code, message, requestId, service);

    private AttemptOutcome Continued(ReadOnlyMemory<byte> state)
    {
        if (now - record.StartedAt < TimeSpan.FromSeconds(job.TotalTimeoutSeconds))
        {
            DateTimeOffset expiresAt = JobRetention.UnfinishedExpiryOf(job, now);
            return new(
                new JobTransition.Continue(record.Lease!.Token, state, expiresAt, progress)
                {
                    History = record.History.With(JobAttempt.Of(record).Ended(JobAttemptStatus.Continued, now)),
                },
                null);
        }

        string message = $"The job did not finish within the {job.TotalTimeoutSeconds} s that it has in all.";
        return new(Finish(JobStatus.TimedOut, Error(JobErrorCodes.TimedOut, message)), null);
    }

    private AttemptOutcome TimedOutIn(BudgetExceededException exceeded) =>
        TimedOut(Error(JobErrorCodes.TimedOut, $"{exceeded.Service} timed out", exceeded.Service), exceeded);

    private AttemptOutcome TimedOut(JobError error, Exception failure) => job.RetryOnTimeout && record.Attempt < job.MaxAttempts
        ? Released(error, failure)
        : new(Finish(JobStatus.TimedOut, error), failure);

    private AttemptOutcome TooLarge(string message) =>
        Failed(Error(JobErrorCodes.ResultTooLarge, message + " Return a reference to it."), null);

    private AttemptOutcome FailedOrReleased(JobError error, Exception failure) => record.Attempt < job.MaxAttempts
        ? Released(error, failure)
        : Failed(error, failure);

    private AttemptOutcome Released(JobError error, Exception failure) => new(
        new JobTransition.Release(record.Lease!.Token, error, progress) { History = record.History.With(JobAttempt.Of(record).Failed(error, now)) },
        failure);

    private AttemptOutcome Failed(JobError error, Exception? failure) => new(Finish(JobStatus.Failed, error), failure);

    private JobTransition.Finish Finish(JobStatus status, JobError? error) =>
        new(record.Lease!.Token, status, default, error, JobRetention.ExpiryOf(job, now), progress);
}
