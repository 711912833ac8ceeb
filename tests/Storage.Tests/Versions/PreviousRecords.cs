using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>Says in the words of one version what the other one read or is to write.</summary>
internal static class PreviousRecords
{
    /// <summary>A record without what only the present version has.</summary>
    internal static JobRecord Meaning(this JobRecord record) =>
        record with { StateSequence = 0, ProgressSequence = 0, Redispatch = null, History = JobHistory.Empty };

    internal static JobRecord ToPresent(this Previous.JobRecord record) => new()
    {
        Id = record.Id,
        Job = record.Job,
        Status = Enum.Parse<JobStatus>(record.Status.ToString()),
        CreatedAt = record.CreatedAt,
        ExpiresAt = record.ExpiresAt,
        StartedAt = record.StartedAt,
        FinishedAt = record.FinishedAt,
        CancelRequestedAt = record.CancelRequestedAt,
        Attempt = record.Attempt,
        Continuation = record.Continuation,
        IsContinued = record.IsContinued,
        State = record.State,
        Lease = record.Lease is { } lease ? new JobLease(lease.Token, lease.RequestId, lease.Until, lease.RetryFrom) : null,
        Progress = record.Progress,
        Result = record.Result,
        ResultReference = record.ResultReference is { } reference ? new PayloadReference(reference.Key, reference.Bytes, reference.Sha256) : null,
        ResultEncoding = Enum.Parse<JobResultEncoding>(record.ResultEncoding.ToString()),
        Error = record.Error,
        Owner = record.Owner,
        CorrelationId = record.CorrelationId,
        InputDigest = record.InputDigest,
        Callback = record.Callback is { } callback
            ? new JobCallback(callback.Url, Enum.Parse<JobCallbackStatus>(callback.Status.ToString()), callback.Attempts)
            : null,
    };

    /// <summary>A record that nobody has worked on yet.</summary>
    internal static Previous.JobRecord ToPrevious(this JobRecord record) => new()
    {
        Id = record.Id,
        Job = record.Job,
        Status = Enum.Parse<Previous.JobStatus>(record.Status.ToString()),
        CreatedAt = record.CreatedAt,
        ExpiresAt = record.ExpiresAt,
        Owner = record.Owner,
        CorrelationId = record.CorrelationId,
        InputDigest = record.InputDigest,
        Callback = record.Callback is { } callback ? new Previous.JobCallback(callback.Url) : null,
    };

    internal static Previous.JobTransition ToPrevious(this JobTransition transition) => transition switch
    {
        JobTransition.Claim claim => new Previous.JobTransition.Claim(
            new Previous.JobLease(claim.Lease.Token, claim.Lease.RequestId, claim.Lease.Until, claim.Lease.RetryFrom),
            claim.MaxAttempts,
            claim.Continuation),
        JobTransition.SaveState save => new Previous.JobTransition.SaveState(save.LeaseToken, save.State),
        JobTransition.Continue go => new Previous.JobTransition.Continue(go.LeaseToken, go.State, go.ExpiresAt, go.Progress),
        JobTransition.ReportProgress report => new Previous.JobTransition.ReportProgress(report.LeaseToken, report.Progress),
        JobTransition.Release release => new Previous.JobTransition.Release(release.LeaseToken, release.Error, release.Progress),
        JobTransition.Finish finish => new Previous.JobTransition.Finish(
            finish.LeaseToken,
            Enum.Parse<Previous.JobStatus>(finish.Status.ToString()),
            finish.Result,
            finish.Error,
            finish.ExpiresAt,
            finish.Progress)
        {
            ResultReference = finish.ResultReference is { } reference
                ? new Previous.PayloadReference(reference.Key, reference.Bytes, reference.Sha256)
                : null,
            ResultEncoding = Enum.Parse<Previous.JobResultEncoding>(finish.ResultEncoding.ToString()),
        },
        JobTransition.Cancel cancel => new Previous.JobTransition.Cancel(cancel.ExpiresAt),
        JobTransition.RequestCancel => new Previous.JobTransition.RequestCancel(),
        JobTransition.Settle settle => new Previous.JobTransition.Settle(settle.RequestId, settle.Error, settle.ExpiresAt, settle.Continuation),
        JobTransition.RecordCallback sent => new Previous.JobTransition.RecordCallback(
            Enum.Parse<Previous.JobCallbackStatus>(sent.Status.ToString()), sent.Attempts),
        _ => throw new NotSupportedException($"The previous version has no {transition.GetType().Name}."),
    };
}
