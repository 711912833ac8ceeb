using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;

namespace AsyncJobs.Aws;

/// <summary>
/// Each transition as the condition and the update of one request, just as <see cref="JobStateMachine"/> has it; a claim as one of two.
/// Every condition demands a status, so none of them holds for an item that is not there, and none creates one.
/// </summary>
internal static class DynamoDbTransitions
{
    private const string IsUnclaimed = "#status = :pending AND attempt = :zero";
    private const string IsFinished = "#status IN (:succeeded, :failed, :timedOut, :cancelled)";

    // 0.1.0 gives up a callback of which it does not know that its next try is planned.
    private const string IsCallbackGivenUp = "(callbackStatus = :failed AND attribute_not_exists(callbackNextAt))";
    private const string IsCallbackPending =
        "(attribute_not_exists(callbackStatus) OR callbackStatus = :pending OR (callbackStatus = :failed AND attribute_exists(callbackNextAt)))";

    private const string IsCallbackUnclaimed = "(attribute_not_exists(callbackClaimUntil) OR callbackClaimUntil <= :now)";
    private const string IsOfChain = "(attribute_not_exists(callbackChain) OR callbackChain = :chain)";
    private const string IsPurgeable =
        IsFinished
        + " AND createdAt = :createdAt AND attribute_exists(finishedAt) AND attribute_not_exists(purgedAt)"
        + " AND (attribute_not_exists(callbackUrl) OR callbackStatus = :delivered OR " + IsCallbackGivenUp
        + " OR (" + IsCallbackPending + " AND finishedAt <= :toldBy AND " + IsCallbackUnclaimed + "))";

    private const string HoldsLease = "#status = :running AND leaseToken = :token";

    private const string Claimed =
        "SET #status = :running, attempt = attempt + if_not_exists(attemptStep, :one), startedAt = if_not_exists(startedAt, :now),"
        + " leaseToken = :token, leaseRequestId = :requestId, leaseUntil = :until, leaseRetryFrom = :retryFrom";

    // "status", "error", "state" and "result" are, or may become, words of the expression language. Requests share these: nobody writes to them.
    private static readonly Dictionary<string, string> s_status = new() { ["#status"] = "status" };
    private static readonly Dictionary<string, string> s_statusError = new(s_status) { ["#error"] = "error" };
    private static readonly Dictionary<string, string> s_statusState = new(s_status) { ["#state"] = "state" };
    private static readonly Dictionary<string, string> s_statusErrorState = new(s_statusError) { ["#state"] = "state" };
    private static readonly Dictionary<string, string> s_statusErrorStateResult = new(s_statusErrorState) { ["#result"] = "result" };

    private static readonly AttributeValue s_pending = DynamoDbJobItem.Text(StatusNames.Pending);
    private static readonly AttributeValue s_running = DynamoDbJobItem.Text(StatusNames.Running);
    private static readonly AttributeValue s_failed = DynamoDbJobItem.Text(StatusNames.Failed);
    private static readonly AttributeValue s_cancelled = DynamoDbJobItem.Text(StatusNames.Cancelled);
    private static readonly AttributeValue s_succeeded = DynamoDbJobItem.Text(StatusNames.Succeeded);
    private static readonly AttributeValue s_timedOut = DynamoDbJobItem.Text(StatusNames.TimedOut);
    private static readonly AttributeValue s_delivered = DynamoDbJobItem.Text(DynamoDbJobItem.Delivered);
    private static readonly AttributeValue s_zero = DynamoDbJobItem.Number(0);
    private static readonly AttributeValue s_true = DynamoDbJobItem.True();
    private static readonly AttributeValue s_one = DynamoDbJobItem.Number(1);

    internal static void Write(UpdateItemRequest request, JobTransition transition, DateTimeOffset now)
    {
        switch (transition)
        {
            case JobTransition.Claim claim:
                Claim(request, claim, now);
                break;
            case JobTransition.ReportProgress report:
                ReportProgress(request, report);
                break;
            case JobTransition.SaveState save:
                SaveState(request, save);
                break;
            case JobTransition.Continue go:
                Continue(request, go);
                break;
            case JobTransition.Release release:
                Release(request, release);
                break;
            case JobTransition.Finish finish:
                Finish(request, finish, now);
                break;
            case JobTransition.Cancel cancel:
                Cancel(request, cancel, now);
                break;
            case JobTransition.RequestCancel:
                RequestCancel(request, now);
                break;
            case JobTransition.Settle settle:
                Settle(request, settle, now);
                break;
            case JobTransition.Redispatch again:
                Redispatch(request, again, now);
                break;
            case JobTransition.RecordRedispatch sent:
                RecordRedispatch(request, sent, now);
                break;
            case JobTransition.DoubtStart:
                DoubtStart(request);
                break;
            case JobTransition.ClaimCallback claim:
                ClaimCallback(request, claim, now);
                break;
            case JobTransition.RecordCallback sent:
                RecordCallback(request, sent);
                break;
            default:
                throw new NotSupportedException($"The table does not know the transition {transition.GetType().Name}.");
        }
    }

    internal static void WriteUndispatched(DeleteItemRequest request)
    {
        request.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        request.ConditionExpression = IsUnclaimed;
        request.ExpressionAttributeNames = s_status;
        request.ExpressionAttributeValues = new(2) { [":pending"] = s_pending, [":zero"] = s_zero };
    }

    internal static void WriteFinished(DeleteItemRequest request, JobRecord record, DateTimeOffset now)
    {
        request.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        request.ConditionExpression = IsPurgeable;
        request.ExpressionAttributeNames = s_status;
        request.ExpressionAttributeValues = PurgeValues(record, now);
    }

    internal static void WriteFinished(PutItemRequest request, JobRecord record, DateTimeOffset now)
    {
        request.ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        request.ConditionExpression = IsPurgeable;
        request.ExpressionAttributeNames = s_status;
        request.ExpressionAttributeValues = PurgeValues(record, now);
    }

    private static Dictionary<string, AttributeValue> PurgeValues(JobRecord record, DateTimeOffset now) => new(9)
    {
        [":now"] = DynamoDbJobItem.Milliseconds(now),
        [":pending"] = s_pending,
        [":succeeded"] = s_succeeded,
        [":failed"] = s_failed,
        [":timedOut"] = s_timedOut,
        [":cancelled"] = s_cancelled,
        [":delivered"] = s_delivered,
        [":createdAt"] = DynamoDbJobItem.Milliseconds(record.CreatedAt),
        [":toldBy"] = DynamoDbJobItem.Milliseconds(now - JobStateMachine.CallbackTime),
    };

    // Of a job that no worker has: the claim that takes one over has to know what it takes over, see TakeOver.
    private static void Claim(UpdateItemRequest request, JobTransition.Claim claim, DateTimeOffset now)
    {
        request.ConditionExpression =
            "#status = :pending AND (attempt < :maxAttempts OR attribute_exists(attemptStep)) AND "
            + (claim.Continuation == 0 ? "attribute_not_exists(continuation)" : "continuation = :continuation")
            + " AND (attribute_not_exists(leaseToken) OR leaseToken <> :token)";
        request.UpdateExpression = Claimed + " REMOVE #error, attemptStep";
        request.ExpressionAttributeNames = s_statusError;
        Dictionary<string, AttributeValue> values = ClaimValues(claim, now);
        values[":pending"] = s_pending;
        values[":maxAttempts"] = DynamoDbJobItem.Number(claim.MaxAttempts);
        if (claim.Continuation > 0)
            values[":continuation"] = DynamoDbJobItem.Number(claim.Continuation);
        request.ExpressionAttributeValues = values;
    }

    /// <summary>
    /// A claim takes a job over from a worker that vanished. No expression can put what was in the item into the history, so the claim is written
    /// once its refusal has told of it. While the lease is the same, all that the claim was judged by is the same, but for the wish to stop.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="lost">The job as the worker left it.</param>
    /// <param name="claimed">The job as the claim makes it.</param>
    /// <param name="now">The time of the claim.</param>
    internal static void TakeOver(UpdateItemRequest request, JobTransition.Claim claim, JobRecord lost, JobRecord claimed, DateTimeOffset now)
    {
        Dictionary<string, AttributeValue> values = ClaimValues(claim, now);
        values[":lost"] = DynamoDbJobItem.Text(lost.Lease!.Token);
        request.ConditionExpression = "#status = :running AND leaseToken = :lost AND attribute_not_exists(cancelRequestedAt)";
        request.UpdateExpression = Claimed + Keep(claimed.History, values) + " REMOVE #error, attemptStep";
        request.ExpressionAttributeNames = s_statusError;
        request.ExpressionAttributeValues = values;
    }

    private static Dictionary<string, AttributeValue> ClaimValues(JobTransition.Claim claim, DateTimeOffset now) => new(10)
    {
        [":running"] = s_running,
        [":one"] = s_one,
        [":token"] = DynamoDbJobItem.Text(claim.Lease.Token),
        [":requestId"] = DynamoDbJobItem.Text(claim.Lease.RequestId),
        [":until"] = DynamoDbJobItem.Milliseconds(claim.Lease.Until),
        [":retryFrom"] = DynamoDbJobItem.Milliseconds(claim.Lease.RetryFrom),
        [":now"] = DynamoDbJobItem.Milliseconds(now),
    };

    // The rest of a SET. An expression can append to a list or shorten it, but not both, and who writes knows all of it.
    private static string Keep(JobHistory? history, Dictionary<string, AttributeValue> values)
    {
        if (history is null)
            return "";

        values[":attempts"] = DynamoDbHistory.Of(history);
        if (history.LeftOut == 0)
            return ", attempts = :attempts";

        values[":leftOut"] = DynamoDbJobItem.Number(history.LeftOut);
        return ", attempts = :attempts, attemptsLeftOut = :leftOut";
    }

    private static void ReportProgress(UpdateItemRequest request, JobTransition.ReportProgress report)
    {
        request.ConditionExpression = HoldsLease + " AND (attribute_not_exists(progressSequence) OR progressSequence < :sequence)";
        request.UpdateExpression = "SET progress = :progress, progressSequence = :sequence";
        request.ExpressionAttributeNames = s_status;
        request.ExpressionAttributeValues = new(4)
        {
            [":running"] = s_running,
            [":token"] = DynamoDbJobItem.Text(report.LeaseToken),
            [":progress"] = DynamoDbJobItem.Progress(report.Progress),
            [":sequence"] = DynamoDbJobItem.Number(report.Sequence),
        };
    }

    private static void SaveState(UpdateItemRequest request, JobTransition.SaveState save)
    {
        request.ConditionExpression = HoldsLease + " AND (attribute_not_exists(stateSequence) OR stateSequence < :sequence)";
        request.UpdateExpression = "SET #state = :state, stateSequence = :sequence";
        request.ExpressionAttributeNames = s_statusState;
        request.ExpressionAttributeValues = new(4)
        {
            [":running"] = s_running,
            [":token"] = DynamoDbJobItem.Text(save.LeaseToken),
            [":state"] = DynamoDbJobItem.Utf8(save.State),
            [":sequence"] = DynamoDbJobItem.Number(save.Sequence),
        };
    }

    private static void Continue(UpdateItemRequest request, JobTransition.Continue go)
    {
        var values = new Dictionary<string, AttributeValue>(10)
        {
            [":running"] = s_running,
            [":pending"] = s_pending,
            [":zero"] = s_zero,
            [":one"] = s_one,
            [":token"] = DynamoDbJobItem.Text(go.LeaseToken),
            [":state"] = DynamoDbJobItem.Utf8(go.State),
            [":expiresAt"] = DynamoDbJobItem.SecondsUp(go.ExpiresAt),
        };
        request.ConditionExpression = HoldsLease + " AND attribute_not_exists(cancelRequestedAt)";
        request.UpdateExpression =
            "SET #status = :pending, #state = :state, continuation = if_not_exists(continuation, :zero) + :one, attemptStep = :zero,"
            + " expiresAt = :expiresAt"
            + Report(go.Progress, values)
            + Keep(go.History, values);
        request.ExpressionAttributeNames = s_statusState;
        request.ExpressionAttributeValues = values;
    }

    private static void Release(UpdateItemRequest request, JobTransition.Release release)
    {
        var values = new Dictionary<string, AttributeValue>(7)
        {
            [":running"] = s_running,
            [":pending"] = s_pending,
            [":token"] = DynamoDbJobItem.Text(release.LeaseToken),
            [":error"] = DynamoDbJobItem.Error(release.Error),
        };
        request.ConditionExpression = HoldsLease + " AND attribute_not_exists(cancelRequestedAt)";
        request.UpdateExpression = "SET #status = :pending, #error = :error" + Report(release.Progress, values) + Keep(release.History, values);
        request.ExpressionAttributeNames = s_statusError;
        request.ExpressionAttributeValues = values;
    }

    // The rest of a SET, for a report that was not written yet.
    private static string Report(JobProgress? progress, Dictionary<string, AttributeValue> values)
    {
        if (progress is null)
            return "";

        values[":progress"] = DynamoDbJobItem.Progress(progress);
        return ", progress = :progress";
    }

    private static void Finish(UpdateItemRequest request, JobTransition.Finish finish, DateTimeOffset now)
    {
        var values = new Dictionary<string, AttributeValue>(9)
        {
            [":running"] = s_running,
            [":token"] = DynamoDbJobItem.Text(finish.LeaseToken),
            [":status"] = DynamoDbJobItem.Text(finish.Status.ToWireName()),
            [":now"] = DynamoDbJobItem.Milliseconds(now),
            [":expiresAt"] = DynamoDbJobItem.SecondsUp(finish.ExpiresAt),
        };
        string progress = Report(finish.Progress, values);
        string reference = "";
        if (finish.ResultReference is not null)
        {
            reference = ", resultReference = :resultReference";
            values[":resultReference"] = DynamoDbJobItem.Reference(finish.ResultReference, finish.ResultEncoding);
        }

        if (finish.ResultFileKey is not null)
        {
            reference = ", resultFile = :resultFile";
            values[":resultFile"] = DynamoDbJobItem.Text(finish.ResultFileKey);
        }

        if (!finish.Result.IsEmpty)
            values[":result"] = DynamoDbJobItem.Result(finish.Result, finish.ResultEncoding);
        if (finish.Error is not null)
            values[":error"] = DynamoDbJobItem.Error(finish.Error);

        string outcome = (finish.Result.IsEmpty, finish.Error is null) switch
        {
            (true, true) => " REMOVE #state, #result, #error",
            (true, false) => ", #error = :error REMOVE #state, #result",
            (false, true) => ", #result = :result REMOVE #state, #error",
            (false, false) => ", #result = :result, #error = :error REMOVE #state",
        };

        request.ConditionExpression = finish.UnlessToStop ? HoldsLease + " AND attribute_not_exists(cancelRequestedAt)" : HoldsLease;
        request.UpdateExpression = string.Concat("SET #status = :status, finishedAt = :now, expiresAt = :expiresAt", progress, reference, outcome);
        request.ExpressionAttributeNames = s_statusErrorStateResult;
        request.ExpressionAttributeValues = values;
    }

    private static void Cancel(UpdateItemRequest request, JobTransition.Cancel cancel, DateTimeOffset now)
    {
        request.ConditionExpression = "#status = :pending";
        request.UpdateExpression =
            "SET #status = :cancelled, cancelRequestedAt = :now, finishedAt = :now, expiresAt = :expiresAt REMOVE #error, #state, attemptStep";
        request.ExpressionAttributeNames = s_statusErrorState;
        request.ExpressionAttributeValues = new(4)
        {
            [":pending"] = s_pending,
            [":cancelled"] = s_cancelled,
            [":now"] = DynamoDbJobItem.Milliseconds(now),
            [":expiresAt"] = DynamoDbJobItem.SecondsUp(cancel.ExpiresAt),
        };
    }

    private static void RequestCancel(UpdateItemRequest request, DateTimeOffset now)
    {
        request.ConditionExpression = "#status = :running AND attribute_not_exists(cancelRequestedAt)";
        request.UpdateExpression = "SET cancelRequestedAt = :now";
        request.ExpressionAttributeNames = s_status;
        request.ExpressionAttributeValues = new(2) { [":running"] = s_running, [":now"] = DynamoDbJobItem.Milliseconds(now) };
    }

    private static void Settle(UpdateItemRequest request, JobTransition.Settle settle, DateTimeOffset now)
    {
        request.ConditionExpression =
            (settle.RedispatchToken is null ? "attribute_not_exists(redispatchToken)" : "redispatchToken = :redispatch")
            + " AND ((#status = :pending AND ((attribute_exists(attemptStep) AND continuation = :continuation)"
            + " OR (attribute_not_exists(attemptStep) AND (attribute_not_exists(leaseRequestId) OR leaseRequestId = :requestId))))"
            + " OR (#status = :running AND leaseRequestId = :requestId AND leaseUntil <= :now AND attribute_not_exists(cancelRequestedAt)))";
        request.UpdateExpression =
            "SET #status = :failed, finishedAt = :now, #error = :error, expiresAt = :expiresAt REMOVE #state, attemptStep";
        request.ExpressionAttributeNames = s_statusErrorState;
        request.ExpressionAttributeValues = new(9)
        {
            [":continuation"] = DynamoDbJobItem.Number(settle.Continuation),
            [":pending"] = s_pending,
            [":running"] = s_running,
            [":failed"] = s_failed,
            [":requestId"] = DynamoDbJobItem.Text(settle.RequestId),
            [":now"] = DynamoDbJobItem.Milliseconds(now),
            [":error"] = DynamoDbJobItem.Error(settle.Error),
            [":expiresAt"] = DynamoDbJobItem.SecondsUp(settle.ExpiresAt),
        };
        if (settle.RedispatchToken is not null)
            request.ExpressionAttributeValues[":redispatch"] = DynamoDbJobItem.Text(settle.RedispatchToken);
    }

    private static void Redispatch(UpdateItemRequest request, JobTransition.Redispatch again, DateTimeOffset now)
    {
        request.ConditionExpression =
            IsUnclaimed
            + " AND (attribute_not_exists(redispatchToken) OR (attribute_not_exists(redispatchedAt) AND redispatchUntil <= :now))";
        request.UpdateExpression = "SET redispatchToken = :token, redispatchUntil = :until";
        request.ExpressionAttributeNames = s_status;
        request.ExpressionAttributeValues = new(5)
        {
            [":pending"] = s_pending,
            [":zero"] = s_zero,
            [":now"] = DynamoDbJobItem.Milliseconds(now),
            [":token"] = DynamoDbJobItem.Text(again.Token),
            [":until"] = DynamoDbJobItem.Milliseconds(again.Until),
        };
    }

    private static void RecordRedispatch(UpdateItemRequest request, JobTransition.RecordRedispatch sent, DateTimeOffset now)
    {
        request.ConditionExpression = IsUnclaimed + " AND redispatchToken = :token AND attribute_not_exists(redispatchedAt)";
        request.UpdateExpression = sent.IsSent ? "SET redispatchedAt = :now" : "SET redispatchUntil = :now";
        request.ExpressionAttributeNames = s_status;
        request.ExpressionAttributeValues = new(4)
        {
            [":pending"] = s_pending,
            [":zero"] = s_zero,
            [":now"] = DynamoDbJobItem.Milliseconds(now),
            [":token"] = DynamoDbJobItem.Text(sent.Token),
        };
    }

    private static void DoubtStart(UpdateItemRequest request)
    {
        request.ConditionExpression = IsUnclaimed;
        request.UpdateExpression = "SET startUnsure = :true";
        request.ExpressionAttributeNames = s_status;
        request.ExpressionAttributeValues = new(3) { [":pending"] = s_pending, [":zero"] = s_zero, [":true"] = s_true };
    }

    private static void ClaimCallback(UpdateItemRequest request, JobTransition.ClaimCallback claim, DateTimeOffset now)
    {
        Dictionary<string, AttributeValue> values = FinishedValues();
        values[":now"] = DynamoDbJobItem.Milliseconds(now);
        values[":token"] = DynamoDbJobItem.Text(claim.Holder.Token);
        values[":until"] = DynamoDbJobItem.Milliseconds(claim.Holder.Until);
        const string Claimable = IsFinished + " AND attribute_not_exists(purgedAt) AND attribute_exists(callbackUrl) AND " + IsCallbackUnclaimed;
        string update = "SET callbackClaimToken = :token, callbackClaimUntil = :until";
        if (claim.Chain is { } chain)
        {
            update += ", callbackChain = :chain";
            values[":chain"] = DynamoDbJobItem.Text(chain);
        }

        if (claim.IsAnew)
        {
            values[":delivered"] = s_delivered;
            values[":zero"] = s_zero;
            values[":toldBy"] = DynamoDbJobItem.Milliseconds(now - JobStateMachine.CallbackTime);
            request.ConditionExpression = Claimable
                + " AND (callbackStatus = :delivered OR " + IsCallbackGivenUp
                + " OR (" + IsCallbackPending + " AND (attribute_exists(callbackNextAt) OR finishedAt <= :toldBy)))";
            request.UpdateExpression = update
                + ", callbackStatus = :pending, callbackAttemptsBefore = if_not_exists(callbackAttempts, :zero) REMOVE callbackNextAt"
                + (claim.Chain is null ? ", callbackChain" : "");
        }
        else
        {
            request.ConditionExpression = Claimable
                + " AND " + IsCallbackPending + " AND (attribute_not_exists(callbackNextAt) OR callbackNextAt <= :now)"
                + (claim.Chain is null ? "" : " AND " + IsOfChain);
            request.UpdateExpression = update;
        }

        request.ExpressionAttributeNames = s_status;
        request.ExpressionAttributeValues = values;
    }

    private static void RecordCallback(UpdateItemRequest request, JobTransition.RecordCallback sent)
    {
        Dictionary<string, AttributeValue> values = FinishedValues();
        values[":callbackStatus"] = DynamoDbJobItem.Text(DynamoDbJobItem.CallbackStatusText(sent.Status));
        values[":attempts"] = DynamoDbJobItem.Number(sent.Attempts);
        string condition =
            IsFinished + " AND attribute_exists(callbackUrl) AND (attribute_not_exists(callbackStatus) OR callbackStatus IN (:pending, :failed))";
        string update = "SET callbackStatus = :callbackStatus, callbackAttempts = :attempts";
        if (sent.Status is not JobCallbackStatus.Delivered)
        {
            condition += " AND (attribute_not_exists(callbackClaimToken)" + (sent.ClaimToken is null ? ")" : " OR callbackClaimToken = :token)");
            if (sent.ClaimToken is not null)
                values[":token"] = DynamoDbJobItem.Text(sent.ClaimToken);
        }

        if (sent.Chain is { } chain)
        {
            condition += " AND " + IsCallbackPending + " AND " + IsOfChain;
            values[":chain"] = DynamoDbJobItem.Text(chain);
            if (sent.Status is JobCallbackStatus.Pending)
                update += ", callbackChain = :chain";
        }

        if (sent.ExpiresAt is { } expiresAt)
        {
            condition += " AND expiresAt <= :expiresAt";
            update += ", expiresAt = :expiresAt";
            values[":expiresAt"] = DynamoDbJobItem.SecondsUp(expiresAt);
        }

        if (sent.Tries is { } tries)
        {
            update += ", callbackTries = :tries";
            values[":tries"] = DynamoDbCallbackTries.Of(tries);
        }

        DateTimeOffset? next = sent.Status is JobCallbackStatus.Pending ? sent.NextAt : null;
        if (next is { } nextAt)
        {
            update += ", callbackNextAt = :nextAt";
            values[":nextAt"] = DynamoDbJobItem.Milliseconds(nextAt);
        }

        string[] removed =
        [
            .. sent.ClaimToken is null ? Array.Empty<string>() : ["callbackClaimToken", "callbackClaimUntil"],
            .. next is null ? ["callbackNextAt"] : Array.Empty<string>(),
            .. sent.Status is not JobCallbackStatus.Pending ? ["callbackChain"] : Array.Empty<string>(),
        ];
        request.ConditionExpression = condition;
        request.UpdateExpression = removed.Length > 0 ? $"{update} REMOVE {string.Join(", ", removed)}" : update;
        request.ExpressionAttributeNames = s_status;
        request.ExpressionAttributeValues = values;
    }

    private static Dictionary<string, AttributeValue> FinishedValues() => new(10)
    {
        [":pending"] = s_pending,
        [":succeeded"] = s_succeeded,
        [":failed"] = s_failed,
        [":timedOut"] = s_timedOut,
        [":cancelled"] = s_cancelled,
    };
}
