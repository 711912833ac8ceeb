using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Aws;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Shared;

namespace AsyncJobs.Storage;

/// <summary>
/// Keeps jobs in a DynamoDB table: one item a job, under the partition key <c>id</c>. Every call is one request; every write is
/// conditional, and a write that the SDK sent again because its answer was lost counts as the one write it is.
/// </summary>
/// <remarks>
/// <para>Times have a precision of one millisecond. <c>expiresAt</c> is the table's TTL attribute and therefore in whole seconds:
/// a fraction of a second is rounded up.</para>
/// <para>An item holds at most 400 KB, with the result and the names of its attributes. A larger one, a table that does not exist, a permission that
/// is missing, credentials that AWS does not accept, and all else that DynamoDB would refuse again are a <see cref="JobStoreException"/> that is not
/// transient. Other errors of the service that outlast the client's retries reach the caller as <see cref="AmazonDynamoDBException"/>.</para>
/// </remarks>
public sealed class DynamoDbJobStore : IJobStore, IOwnerUsageStore, IStreamPlaceStore, IJobListStore, IKeptInputStore
{
    private readonly IDynamoDbCalls _client;
    private readonly string _tableName;
    private readonly DynamoDbJobList _list;

    /// <summary>Makes a store on a table; sends nothing.</summary>
    /// <param name="client">The client, which stays the caller's to dispose.</param>
    /// <param name="tableName">The table's name or ARN.</param>
    public DynamoDbJobStore(IAmazonDynamoDB client, string tableName)
        : this(new SdkDynamoDb(client ?? throw new ArgumentNullException(nameof(client))), tableName)
    {
    }

    internal DynamoDbJobStore(IDynamoDbCalls client, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _client = client;
        _tableName = tableName;
        _list = new DynamoDbJobList(client, tableName, Explain);
    }

    /// <inheritdoc/>
    /// <exception cref="JobStoreException">DynamoDB refused, and would again.</exception>
    public async ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Two requests may hold the same record to the last field. The nonce tells whose item stands there when the first answer was lost.
        // A Guid, as its randomness comes from the kernel: state of this process is the same in every copy restored from a snapshot.
        string nonce = Guid.NewGuid().ToString("N");
        var request = new PutItemRequest
        {
            TableName = _tableName,
            Item = DynamoDbJobItem.FromRecord(record, nonce),
            ConditionExpression = "attribute_not_exists(id) OR expiresAt <= :now",
            ExpressionAttributeValues = new(1) { [":now"] = DynamoDbJobItem.SecondsDown(now) },
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };

        try
        {
            await _client.PutItemAsync(request, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ConditionalCheckFailedException refused) when (refused.Item is { Count: > 0 } existing)
        {
            return existing.TryGetValue(DynamoDbJobItem.Nonce, out AttributeValue? theirs) && theirs.S == nonce
                ? null
                : DynamoDbJobItem.ToRecord(existing);
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw Explain(refusal);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="JobStoreException">DynamoDB refused, and would again.</exception>
    public async ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = _tableName, Key = DynamoDbJobItem.Key(id), ConsistentRead = true };

        try
        {
            GetItemResponse response = await _client.GetItemAsync(request, cancellationToken).ConfigureAwait(false);
            return response.Item is { Count: > 0 } item ? DynamoDbJobItem.ToRecord(item) : null;
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw Explain(refusal);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="JobStoreException">DynamoDB refused, and would again.</exception>
    public async ValueTask<JobTransitionResult> ApplyAsync(
        string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool answerIsRecord = transition is not JobTransition.Finish;
        UpdateItemRequest request = Update(id, answerIsRecord);
        DynamoDbTransitions.Write(request, transition, now);
        JobTransitionResult result = await UpdateAsync(request, transition, cancellationToken).ConfigureAwait(false);

        // Each turn finds another lease. Whoever has given the job back in the meantime leaves it to a claim as any other.
        while (transition is JobTransition.Claim claim && !result.Applied && result.Record is { } found
            && JobStateMachine.Apply(found, claim, now) is { } claimed)
        {
            request = Update(id, answerIsRecord);
            if (found.Status is JobStatus.Running)
                DynamoDbTransitions.TakeOver(request, claim, found, claimed, now);
            else
                DynamoDbTransitions.Write(request, claim, now);
            result = await UpdateAsync(request, claim, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    private UpdateItemRequest Update(string id, bool answerIsRecord) => new()
    {
        TableName = _tableName,
        Key = DynamoDbJobItem.Key(id),
        ReturnValues = answerIsRecord ? ReturnValue.ALL_NEW : ReturnValue.NONE,
        ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
    };

    private async ValueTask<JobTransitionResult> UpdateAsync(
        UpdateItemRequest request, JobTransition transition, CancellationToken cancellationToken)
    {
        try
        {
            UpdateItemResponse response = await _client.UpdateItemAsync(request, cancellationToken).ConfigureAwait(false);
            return new(true, request.ReturnValues == ReturnValue.ALL_NEW ? DynamoDbJobItem.ToRecord(response.Attributes) : null);
        }
        catch (ConditionalCheckFailedException refused)
        {
            if (refused.Item is not { Count: > 0 } item)
                return new(false, null);

            JobRecord record = DynamoDbJobItem.ToRecord(item);
            return new(JobStateMachine.IsAlreadyApplied(record, transition), record);
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw Explain(refusal);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="JobStoreException">DynamoDB refused, and would again.</exception>
    public async ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken)
    {
        var request = new DeleteItemRequest { TableName = _tableName, Key = DynamoDbJobItem.Key(id) };
        DynamoDbTransitions.WriteUndispatched(request);
        return await RemoveAsync(() => _client.DeleteItemAsync(request, cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="JobStoreException">DynamoDB refused, and would again.</exception>
    public async ValueTask<JobRecord?> RemoveFinishedAsync(
        JobRecord record, JobRecord? stub, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        JobRecord? left;
        if (stub is null)
        {
            var request = new DeleteItemRequest { TableName = _tableName, Key = DynamoDbJobItem.Key(record.Id) };
            DynamoDbTransitions.WriteFinished(request, record, now);
            left = await RemoveAsync(() => _client.DeleteItemAsync(request, cancellationToken)).ConfigureAwait(false);
        }
        else
        {
            var request = new PutItemRequest { TableName = _tableName, Item = DynamoDbJobItem.FromRecord(stub, Guid.NewGuid().ToString("N")) };
            DynamoDbTransitions.WriteFinished(request, record, now);
            left = await RemoveAsync(() => _client.PutItemAsync(request, cancellationToken)).ConfigureAwait(false);
        }

        return left is { PurgedAt: null } ? left : null;
    }

    async ValueTask<OwnerUsage?> IOwnerUsageStore.GetUsageAsync(string key, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = _tableName, Key = DynamoDbJobItem.Key(key), ConsistentRead = true };

        try
        {
            GetItemResponse response = await _client.GetItemAsync(request, cancellationToken).ConfigureAwait(false);
            return response.Item is { Count: > 0 } item ? DynamoDbOwnerItem.ToUsage(item) : null;
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw Explain(refusal);
        }
    }

    async ValueTask<bool> IOwnerUsageStore.ApplyAsync(string key, UsageChange change, CancellationToken cancellationToken)
    {
        var request = new UpdateItemRequest { TableName = _tableName, Key = DynamoDbJobItem.Key(key) };
        DynamoDbOwnerItem.Write(request, change);

        try
        {
            await _client.UpdateItemAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw Explain(refusal);
        }
    }

    async ValueTask<StreamPlaces?> IStreamPlaceStore.ApplyAsync(string key, StreamChange change, CancellationToken cancellationToken)
    {
        UpdateItemRequest request = Update(key, answerIsRecord: false);
        DynamoDbStreamItem.Write(request, change);

        try
        {
            await _client.UpdateItemAsync(request, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (ConditionalCheckFailedException refused)
        {
            return refused.Item is { Count: > 0 } item ? DynamoDbStreamItem.ToPlaces(item) : StreamPlaces.None;
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw Explain(refusal);
        }
    }

    ValueTask<JobListKeys> IJobListStore.ListKeysAsync(JobListQuery query, CancellationToken cancellationToken) =>
        _list.ListKeysAsync(query, cancellationToken);

    ValueTask<JobOutlines> IJobListStore.ReadOutlinesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        _list.ReadOutlinesAsync(ids, cancellationToken);

    ValueTask<JobScanPage> IJobListStore.ScanKeysAsync(JobScan scan, string? after, DateTimeOffset now, CancellationToken cancellationToken) =>
        _list.ScanKeysAsync(scan, after, now, cancellationToken);

    async ValueTask IKeptInputStore.KeepInputAsync(string id, KeptInput input, CancellationToken cancellationToken)
    {
        var request = new PutItemRequest { TableName = _tableName, Item = DynamoDbInputItem.FromInput(id, input) };

        try
        {
            await _client.PutItemAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw Explain(refusal);
        }
    }

    async ValueTask<KeptInput?> IKeptInputStore.GetInputAsync(string id, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = _tableName, Key = DynamoDbInputItem.Key(id), ConsistentRead = true };

        try
        {
            GetItemResponse response = await _client.GetItemAsync(request, cancellationToken).ConfigureAwait(false);
            return response.Item is { Count: > 0 } item ? DynamoDbInputItem.ToInput(item) : null;
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw Explain(refusal);
        }
    }

    async ValueTask IKeptInputStore.RemoveInputAsync(string id, CancellationToken cancellationToken)
    {
        var request = new DeleteItemRequest { TableName = _tableName, Key = DynamoDbInputItem.Key(id) };

        try
        {
            await _client.DeleteItemAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw Explain(refusal);
        }
    }

    /// <returns>The record that was left.</returns>
    private async ValueTask<JobRecord?> RemoveAsync(Func<Task> send)
    {
        try
        {
            await send().ConfigureAwait(false);
            return null;
        }
        catch (ConditionalCheckFailedException refused)
        {
            return refused.Item is { Count: > 0 } item ? DynamoDbJobItem.ToRecord(item) : null;
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw Explain(refusal);
        }
    }

    private JobStoreException Explain(AmazonDynamoDBException refusal)
    {
        string place = _client.Place;
        string said = $"DynamoDB said: {refusal.Message} ({refusal.ErrorCode}, request id {refusal.RequestId})";
        string message = refusal.ErrorCode switch
        {
            // DynamoDB says the first also of an item that would be too large.
            "ValidationException" or "SerializationException" or "ItemCollectionSizeLimitExceededException" =>
                $"DynamoDB cannot store this in the table '{_tableName}'. {said}",
            "AccessDeniedException" =>
                $"This function may not do this with the DynamoDB table '{_tableName}' in {place}. Allow its role what this page lists: "
                + $"{Documentation.Pages}guides/operations.md#permissions. {said}",
            "ResourceNotFoundException" or "TableNotFoundException" =>
                $"The DynamoDB table '{_tableName}' does not exist in {place}. Deploy the jobs' CloudFormation resources, or set the table's name "
                + $"and AWS_REGION to where it is. For a local DynamoDB, DynamoDbTable.EnsureExistsAsync creates it. {said}",
            _ when AwsError.IsOfKey(refusal.ErrorCode) =>
                $"The key that encrypts the DynamoDB table '{_tableName}' in {place} cannot be used. "
                + $"Enable it, and allow this role kms:Decrypt on it. {said}",
            _ when AwsError.IsOfCredentials(refusal.ErrorCode) =>
                $"AWS did not accept the credentials for the DynamoDB table '{_tableName}' in {place}. {said}",
            _ => $"DynamoDB refused a request for the table '{_tableName}' in {place}, and would again. {said}",
        };
        return new JobStoreException(message, isTransient: false, refusal);
    }
}
