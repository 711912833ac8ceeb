using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Aws;

/// <summary>How a job's record looks as an item of the table, and back. What is null in the record is absent from the item.</summary>
internal static class DynamoDbJobItem
{
    internal const string Nonce = "nonce";
    internal const string Job = "job";
    internal const string Status = "status";
    internal const string CreatedAt = "createdAt";
    internal const string Owner = "owner";
    internal const string PurgedAt = "purgedAt";

    internal const string Delivered = "DELIVERED";

    internal const string StartedAt = "startedAt";
    private const string FinishedAt = "finishedAt";
    private const string CancelRequestedAt = "cancelRequestedAt";
    internal const string Attempt = "attempt";
    private const string AttemptStep = "attemptStep";
    private const string Continuation = "continuation";
    private const string StateName = "state";
    private const string StateSequence = "stateSequence";
    private const string Attempts = "attempts";
    private const string AttemptsLeftOut = "attemptsLeftOut";
    private const string LeaseToken = "leaseToken";
    private const string LeaseRequestId = "leaseRequestId";
    private const string LeaseUntil = "leaseUntil";
    private const string LeaseRetryFrom = "leaseRetryFrom";
    private const string ProgressName = "progress";
    private const string ProgressSequence = "progressSequence";
    private const string ResultName = "result";
    private const string ResultReferenceName = "resultReference";
    private const string ResultFile = "resultFile";
    private const string ErrorName = "error";
    private const string Counted = "counted";
    private const string InputDigest = "inputDigest";
    private const string InputKept = "inputKept";
    private const string InputReferenceName = "inputReference";
    private const string RetryOf = "retryOf";
    private const string CorrelationId = "correlationId";
    private const string RedispatchToken = "redispatchToken";
    private const string RedispatchUntil = "redispatchUntil";
    private const string RedispatchedAt = "redispatchedAt";
    private const string StartUnsure = "startUnsure";
    private const string CallbackUrl = "callbackUrl";
    private const string CallbackStatus = "callbackStatus";
    private const string CallbackAttempts = "callbackAttempts";
    private const string CallbackAttemptsBefore = "callbackAttemptsBefore";
    private const string CallbackNextAt = "callbackNextAt";
    private const string CallbackChain = "callbackChain";
    private const string CallbackClaimToken = "callbackClaimToken";
    private const string CallbackClaimUntil = "callbackClaimUntil";
    private const string CallbackTries = "callbackTries";

    private const string Fraction = "fraction";
    internal const string Message = "message";
    internal const string ErrorCode = "errorCode";
    internal const string RequestId = "requestId";
    private const string Service = "service";
    private const string PayloadKey = "key";
    private const string PayloadBytes = "bytes";
    private const string PayloadSha256 = "sha256";
    private const string PayloadEncoding = "encoding";
    private const string Brotli = "br";

    private static readonly string[] s_outline =
    [
        TableNames.Id, Job, Status, CreatedAt, TableNames.ExpiresAt, StartedAt, FinishedAt, CancelRequestedAt, Attempt, AttemptStep, Continuation,
        LeaseToken, LeaseRequestId, LeaseUntil, LeaseRetryFrom, ProgressName, ErrorName, Owner, Counted, CorrelationId, RedispatchToken,
        RedispatchUntil, RedispatchedAt, StartUnsure, PurgedAt, CallbackUrl, CallbackStatus, CallbackAttempts, CallbackNextAt, RetryOf,
        TableNames.ListKey, TableNames.ListShard,
    ];

    /// <summary>The attributes of a job that a list shows: not its state and its result, which may be large.</summary>
    internal static readonly string OutlineProjection = Projection(s_outline);

    /// <summary>The names of <see cref="OutlineProjection"/>. Requests share them: nobody writes to them.</summary>
    internal static readonly Dictionary<string, string> OutlineNames = Names(s_outline);

    private static readonly string[] s_key = [TableNames.Id, Job, CreatedAt];

    /// <summary>The attributes of which a job's place in a list is made.</summary>
    internal static readonly string KeyProjection = Projection(s_key);

    /// <summary>The names of <see cref="KeyProjection"/>, to add others to.</summary>
    internal static IReadOnlyDictionary<string, string> KeyNames { get; } = Names(s_key);

    // A Number of DynamoDB cannot be closer to zero than this, a double can.
    private const double SmallestNumber = 1e-130;

    internal static Dictionary<string, AttributeValue> Key(string id) => new(1) { [TableNames.Id] = Text(id) };

    internal static Dictionary<string, AttributeValue> FromRecord(JobRecord record, string nonce)
    {
        var item = new Dictionary<string, AttributeValue>(20)
        {
            [TableNames.Id] = Text(record.Id),
            [Job] = Text(record.Job),
            [Status] = Text(record.Status.ToWireName()),
            [CreatedAt] = Milliseconds(record.CreatedAt),
            [TableNames.ExpiresAt] = SecondsUp(record.ExpiresAt),
            [Attempt] = Number(record.Attempt),
            [Nonce] = Text(nonce),
        };

        AddAttempt(item, record);
        AddProgress(item, record);
        AddOutcome(item, record);
        AddOrigin(item, record);
        if (record.Redispatch is { } redispatch)
            AddRedispatch(item, redispatch);
        if (record.IsStartDoubted)
            item[StartUnsure] = True();
        if (record.Callback is { } callback)
            AddCallback(item, callback);
        if (record.PurgedAt is { } purgedAt)
            item[PurgedAt] = Milliseconds(purgedAt);

        return item;
    }

    private static void AddAttempt(Dictionary<string, AttributeValue> item, JobRecord record)
    {
        if (record.StartedAt is { } startedAt)
            item[StartedAt] = Milliseconds(startedAt);
        if (record.FinishedAt is { } finishedAt)
            item[FinishedAt] = Milliseconds(finishedAt);
        if (record.CancelRequestedAt is { } cancelRequestedAt)
            item[CancelRequestedAt] = Milliseconds(cancelRequestedAt);
        if (record.Lease is { } lease)
        {
            item[LeaseToken] = Text(lease.Token);
            item[LeaseRequestId] = Text(lease.RequestId);
            item[LeaseUntil] = Milliseconds(lease.Until);
            item[LeaseRetryFrom] = Milliseconds(lease.RetryFrom);
        }

        if (record.Continuation > 0)
            item[Continuation] = Number(record.Continuation);
        if (record.IsContinued)
            item[AttemptStep] = Number(0);
        if (record.History.Attempts.Count > 0)
            item[Attempts] = DynamoDbHistory.Of(record.History);
        if (record.History.LeftOut > 0)
            item[AttemptsLeftOut] = Number(record.History.LeftOut);
    }

    private static void AddProgress(Dictionary<string, AttributeValue> item, JobRecord record)
    {
        if (!record.State.IsEmpty)
            item[StateName] = Utf8(record.State);
        if (record.StateSequence > 0)
            item[StateSequence] = Number(record.StateSequence);
        if (record.Progress is not null)
            item[ProgressName] = Progress(record.Progress);
        if (record.ProgressSequence > 0)
            item[ProgressSequence] = Number(record.ProgressSequence);
    }

    private static void AddOutcome(Dictionary<string, AttributeValue> item, JobRecord record)
    {
        if (!record.Result.IsEmpty)
            item[ResultName] = Result(record.Result, record.ResultEncoding);
        if (record.ResultReference is not null)
            item[ResultReferenceName] = Reference(record.ResultReference, record.ResultEncoding);
        if (record.ResultFileKey is not null)
            item[ResultFile] = Text(record.ResultFileKey);
        if (record.Error is not null)
            item[ErrorName] = Error(record.Error);
    }

    private static void AddOrigin(Dictionary<string, AttributeValue> item, JobRecord record)
    {
        if (record.Owner is not null)
            item[Owner] = Text(record.Owner);
        if (record.IsCounted)
            item[Counted] = True();
        AddLists(item, record);
        if (record.InputDigest is not null)
            item[InputDigest] = Text(record.InputDigest);
        if (record.CorrelationId is not null)
            item[CorrelationId] = Text(record.CorrelationId);
        if (record.IsInputKept)
            item[InputKept] = True();
        if (record.InputReference is not null)
            item[InputReferenceName] = Reference(record.InputReference, JobResultEncoding.Json);
        if (record.RetryOf is not null)
            item[RetryOf] = Text(record.RetryOf);
    }

    private static void AddLists(Dictionary<string, AttributeValue> item, JobRecord record)
    {
        if (record is { IsListed: true, Owner: { } owner })
            item[TableNames.ListKey] = Text(ListKey(JobListPart.OfOwner(owner)));
        if (record.IsListedForAll)
            item[TableNames.ListShard] = Text(ListKey(JobListPart.OfShard(JobListPart.ShardOf(record.Id))));
        if (item.ContainsKey(TableNames.ListKey) || item.ContainsKey(TableNames.ListShard))
            item[TableNames.ListSort] = Text(JobListKey.Of(record).Text);
    }

    /// <summary>What stands for a part of the jobs in its index. An owner's own text may be longer than a key can be.</summary>
    internal static string ListKey(JobListPart part) =>
        part.Owner is { } owner ? OwnerKey.Of(owner) : part.Shard.ToString("D2", CultureInfo.InvariantCulture);

    private static void AddRedispatch(Dictionary<string, AttributeValue> item, JobRedispatch redispatch)
    {
        item[RedispatchToken] = Text(redispatch.Token);
        item[RedispatchUntil] = Milliseconds(redispatch.Until);
        if (redispatch.SentAt is { } sentAt)
            item[RedispatchedAt] = Milliseconds(sentAt);
    }

    private static void AddCallback(Dictionary<string, AttributeValue> item, JobCallback callback)
    {
        item[CallbackUrl] = Text(callback.Url);
        if (callback.Status is not JobCallbackStatus.Pending)
            item[CallbackStatus] = Text(CallbackStatusText(callback.Status));
        if (callback.Attempts > 0)
            item[CallbackAttempts] = Number(callback.Attempts);
        if (callback.AttemptsBefore > 0)
            item[CallbackAttemptsBefore] = Number(callback.AttemptsBefore);
        if (callback.NextAt is { } nextAt)
            item[CallbackNextAt] = Milliseconds(nextAt);
        if (callback.Chain is { } chain)
            item[CallbackChain] = Text(chain);
        if (callback.Claim is { } claim)
        {
            item[CallbackClaimToken] = Text(claim.Token);
            item[CallbackClaimUntil] = Milliseconds(claim.Until);
        }

        if (callback.Tries.Count > 0)
            item[CallbackTries] = DynamoDbCallbackTries.Of(callback.Tries);
    }

    internal static JobRecord ToRecord(Dictionary<string, AttributeValue> item) => new()
    {
        Id = item[TableNames.Id].S,
        Job = item[Job].S,
        Status = StatusOf(item[Status].S),
        UnknownStatus = StatusOf(item[Status].S) is JobStatus.Unknown ? item[Status].S : null,
        CreatedAt = Time(item[CreatedAt]),
        ExpiresAt = SecondsOf(item[TableNames.ExpiresAt]),
        StartedAt = TimeOrNull(item, StartedAt),
        FinishedAt = TimeOrNull(item, FinishedAt),
        CancelRequestedAt = TimeOrNull(item, CancelRequestedAt),
        Attempt = (int)Int64(item[Attempt]),
        Continuation = (int)Int64OrZero(item, Continuation),
        IsContinued = item.ContainsKey(AttemptStep),
        State = item.TryGetValue(StateName, out AttributeValue? state) ? Encoding.UTF8.GetBytes(state.S) : default(ReadOnlyMemory<byte>),
        StateSequence = Int64OrZero(item, StateSequence),
        Lease = item.TryGetValue(LeaseToken, out AttributeValue? token)
            ? new JobLease(token.S, item[LeaseRequestId].S, Time(item[LeaseUntil]), TimeOrNull(item, LeaseRetryFrom) ?? Time(item[LeaseUntil]))
            : null,
        History = item.TryGetValue(Attempts, out AttributeValue? attempts)
            ? DynamoDbHistory.Read(attempts, (int)Int64OrZero(item, AttemptsLeftOut))
            : JobHistory.Empty,
        Progress = item.TryGetValue(ProgressName, out AttributeValue? progress)
            ? new JobProgress(double.Parse(progress.M[Fraction].N, CultureInfo.InvariantCulture), TextOrNull(progress.M, Message))
            : null,
        ProgressSequence = Int64OrZero(item, ProgressSequence),
        Result = item.TryGetValue(ResultName, out AttributeValue? result) ? ResultOf(result) : default,
        ResultReference = item.TryGetValue(ResultReferenceName, out AttributeValue? reference) ? ReferenceOf(reference) : null,
        ResultFileKey = TextOrNull(item, ResultFile),
        ResultEncoding = result?.B is not null
            ? JobResultEncoding.Brotli
            : EncodingOf(reference is null ? null : TextOrNull(reference.M, PayloadEncoding)),
        Error = item.TryGetValue(ErrorName, out AttributeValue? error)
            ? new JobError((int)Int64(error.M[ErrorCode]), error.M[Message].S, TextOrNull(error.M, RequestId), TextOrNull(error.M, Service))
            : null,
        Owner = TextOrNull(item, Owner),
        IsCounted = item.TryGetValue(Counted, out AttributeValue? counted) && counted.BOOL is true,
        IsListed = item.ContainsKey(TableNames.ListKey),
        IsListedForAll = item.ContainsKey(TableNames.ListShard),
        InputDigest = TextOrNull(item, InputDigest),
        IsInputKept = item.TryGetValue(InputKept, out AttributeValue? kept) && kept.BOOL is true,
        InputReference = item.TryGetValue(InputReferenceName, out AttributeValue? input) ? ReferenceOf(input) : null,
        RetryOf = TextOrNull(item, RetryOf),
        CorrelationId = TextOrNull(item, CorrelationId),
        Redispatch = item.TryGetValue(RedispatchToken, out AttributeValue? redispatch)
            ? new JobRedispatch(redispatch.S, Time(item[RedispatchUntil]), TimeOrNull(item, RedispatchedAt))
            : null,
        IsStartDoubted = item.TryGetValue(StartUnsure, out AttributeValue? unsure) && unsure.BOOL is true,
        PurgedAt = TimeOrNull(item, PurgedAt),
        Callback = item.TryGetValue(CallbackUrl, out AttributeValue? callbackUrl) ? CallbackOf(callbackUrl.S, item) : null,
    };

    // 0.1.0 gives up a callback of which it does not know that its next try is planned.
    private static string CallbackStatusTextOf(Dictionary<string, AttributeValue> item) => TextOrNull(item, CallbackStatus) switch
    {
        StatusNames.Failed when item.ContainsKey(CallbackNextAt) => StatusNames.Pending,
        null => StatusNames.Pending,
        { } text => text,
    };

    private static JobCallback CallbackOf(string url, Dictionary<string, AttributeValue> item) => new(
        url, CallbackStatusOf(CallbackStatusTextOf(item)), (int)Int64OrZero(item, CallbackAttempts))
    {
        AttemptsBefore = (int)Int64OrZero(item, CallbackAttemptsBefore),
        NextAt = TimeOrNull(item, CallbackNextAt),
        Chain = TextOrNull(item, CallbackChain),
        Claim = TextOrNull(item, CallbackClaimToken) is { } token && TimeOrNull(item, CallbackClaimUntil) is { } until
            ? new JobCallbackClaim(token, until)
            : null,
        Tries = item.TryGetValue(CallbackTries, out AttributeValue? tries) ? DynamoDbCallbackTries.Read(tries) : [],
    };

    /// <summary>A job's place in a list, of an item that was read by <see cref="KeyProjection"/>.</summary>
    internal static JobListKey ToListKey(Dictionary<string, AttributeValue> item) =>
        new(Int64(item[CreatedAt]), item[TableNames.Id].S, item[Job].S);

    internal static AttributeValue Text(string value) => new() { S = value };

    internal static AttributeValue True() => new() { BOOL = true };

    internal static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    internal static AttributeValue Milliseconds(DateTimeOffset time) => Number(time.ToUnixTimeMilliseconds());

    /// <summary>The time in whole seconds, as TTL wants it: never sooner than it is.</summary>
    internal static AttributeValue SecondsUp(DateTimeOffset time) => Number(time.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds());

    /// <summary>The time in whole seconds: what has expired by it has expired by the time itself, as expiry is on whole seconds.</summary>
    internal static AttributeValue SecondsDown(DateTimeOffset time) => Number(time.ToUnixTimeSeconds());

    internal static DateTimeOffset SecondsOf(AttributeValue value) => DateTimeOffset.FromUnixTimeSeconds(Int64(value));

    internal static AttributeValue Utf8(ReadOnlyMemory<byte> text) => Text(Encoding.UTF8.GetString(text.Span));

    internal static AttributeValue Result(ReadOnlyMemory<byte> result, JobResultEncoding encoding) => encoding switch
    {
        JobResultEncoding.Json => Utf8(result),
        JobResultEncoding.Brotli => new() { B = new MemoryStream(result.ToArray(), 0, result.Length, writable: false, publiclyVisible: true) },
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, null),
    };

    internal static AttributeValue Reference(PayloadReference reference, JobResultEncoding encoding)
    {
        var map = new Dictionary<string, AttributeValue>(4)
        {
            [PayloadKey] = Text(reference.Key),
            [PayloadBytes] = Number(reference.Bytes),
            [PayloadSha256] = Text(reference.Sha256),
        };
        if (encoding is JobResultEncoding.Brotli)
            map[PayloadEncoding] = Text(Brotli);

        return new() { M = map };
    }

    internal static AttributeValue Progress(JobProgress progress)
    {
        double fraction = Math.Abs(progress.Fraction) < SmallestNumber ? 0 : progress.Fraction;
        var map = new Dictionary<string, AttributeValue>(2) { [Fraction] = new() { N = fraction.ToString(CultureInfo.InvariantCulture) } };
        if (progress.Message is not null)
            map[Message] = Text(progress.Message);

        return new() { M = map };
    }

    internal static AttributeValue Error(JobError error)
    {
        var map = new Dictionary<string, AttributeValue>(4) { [ErrorCode] = Number(error.ErrorCode), [Message] = Text(error.Message) };
        if (error.RequestId is not null)
            map[RequestId] = Text(error.RequestId);
        if (error.Service is not null)
            map[Service] = Text(error.Service);

        return new() { M = map };
    }

    internal static string CallbackStatusText(JobCallbackStatus status) => status switch
    {
        JobCallbackStatus.Pending => StatusNames.Pending,
        JobCallbackStatus.Delivered => Delivered,
        JobCallbackStatus.Failed => StatusNames.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    // Some are words of the expression language.
    private static string Projection(string[] names) => string.Join(", ", names.Select(static name => "#" + name));

    private static Dictionary<string, string> Names(string[] names) => names.ToDictionary(static name => "#" + name);

    private static PayloadReference ReferenceOf(AttributeValue reference) =>
        new(reference.M[PayloadKey].S, (int)Int64(reference.M[PayloadBytes]), reference.M[PayloadSha256].S);

    internal static ReadOnlyMemory<byte> ResultOf(AttributeValue result) =>
        result.B is { } bytes ? bytes.ToArray() : Encoding.UTF8.GetBytes(result.S);

    private static JobResultEncoding EncodingOf(string? text) => text switch
    {
        null => JobResultEncoding.Json,
        Brotli => JobResultEncoding.Brotli,
        _ => JobResultEncoding.Unknown,
    };

    private static JobCallbackStatus CallbackStatusOf(string text) => text switch
    {
        StatusNames.Pending => JobCallbackStatus.Pending,
        Delivered => JobCallbackStatus.Delivered,
        StatusNames.Failed => JobCallbackStatus.Failed,
        _ => JobCallbackStatus.Unknown,
    };

    private static JobStatus StatusOf(string text) => text switch
    {
        StatusNames.Pending => JobStatus.Pending,
        StatusNames.Running => JobStatus.Running,
        StatusNames.Succeeded => JobStatus.Succeeded,
        StatusNames.Failed => JobStatus.Failed,
        StatusNames.TimedOut => JobStatus.TimedOut,
        StatusNames.Cancelled => JobStatus.Cancelled,
        _ => JobStatus.Unknown,
    };

    internal static string? TextOrNull(Dictionary<string, AttributeValue> map, string name) =>
        map.TryGetValue(name, out AttributeValue? value) ? value.S : null;

    internal static DateTimeOffset? TimeOrNull(Dictionary<string, AttributeValue> map, string name) =>
        map.TryGetValue(name, out AttributeValue? value) ? Time(value) : null;

    private static DateTimeOffset Time(AttributeValue value) => DateTimeOffset.FromUnixTimeMilliseconds(Int64(value));

    internal static long Int64OrZero(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out AttributeValue? value) ? Int64(value) : 0;

    private static long Int64(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);
}
