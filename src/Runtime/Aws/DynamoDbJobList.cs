using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Aws;

/// <summary>Lists the jobs of a table by its indexes, or by reading it whole. All reads are eventually consistent, at half the price.</summary>
/// <param name="client">The client.</param>
/// <param name="table">The table's name or ARN.</param>
/// <param name="explain">Says what is to be mended after a refusal that would come again.</param>
internal sealed class DynamoDbJobList(IDynamoDbCalls client, string table, Func<AmazonDynamoDBException, JobStoreException> explain)
{
    // Both indexes have keys alone: a reader pays for what it shows, and a write that changes no key costs nothing there.
    private const string Sort = "#sort";
    private const string Partition = "#part";

    public async ValueTask<JobListKeys> ListKeysAsync(JobListQuery query, CancellationToken cancellationToken)
    {
        try
        {
            QueryResponse response = await client.QueryAsync(RequestOf(query), cancellationToken).ConfigureAwait(false);
            JobListKey[] keys = [.. (response.Items ?? []).Take(query.Most).Select(static item => JobListKey.Parse(item[TableNames.ListSort].S))];
            bool isCutOff = keys.Length < query.Most && response.LastEvaluatedKey is { Count: > 0 };
            return new JobListKeys(keys, isCutOff || response.Items?.Count > query.Most);
        }
        catch (AmazonDynamoDBException refusal) when (refusal.ErrorCode == "ValidationException")
        {
            // What DynamoDB says of an index that is not there.
            string index = IndexOf(query.Part);
            string setting = index == TableNames.OwnerIndex ? "AsyncJobsList" : "AsyncJobsListAll";
            throw new JobStoreException(
                $"The DynamoDB table '{table}' has no such index as '{index}': deploy the table with {setting}, and wait until the index "
                + $"is there. {Documentation.Pages}guides/listing.md#an-existing-table says how. DynamoDB said: {refusal.Message} "
                + $"(request id {refusal.RequestId})",
                isTransient: false,
                refusal);
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw explain(refusal);
        }
    }

    public async ValueTask<JobOutlines> ReadOutlinesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var request = new BatchGetItemRequest
        {
            RequestItems = new(1)
            {
                [table] = new KeysAndAttributes
                {
                    Keys = [.. ids.Select(DynamoDbJobItem.Key)],
                    ProjectionExpression = DynamoDbJobItem.OutlineProjection,
                    ExpressionAttributeNames = DynamoDbJobItem.OutlineNames,
                },
            },
        };

        try
        {
            BatchGetItemResponse response = await client.BatchGetItemAsync(request, cancellationToken).ConfigureAwait(false);
            IEnumerable<Dictionary<string, AttributeValue>> items = response.Responses?.Values.SelectMany(static found => found) ?? [];
            IEnumerable<Dictionary<string, AttributeValue>> left = response.UnprocessedKeys?.Values.SelectMany(static keys => keys.Keys) ?? [];
            return new JobOutlines(
                [.. items.Select(static item => JobOutlines.Of(DynamoDbJobItem.ToRecord(item)))],
                [.. left.Select(static key => key[TableNames.Id].S)]);
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw explain(refusal);
        }
    }

    public async ValueTask<JobScanPage> ScanKeysAsync(JobScan scan, string? after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            ScanResponse response = await client.ScanAsync(RequestOf(scan, after, now), cancellationToken).ConfigureAwait(false);
            return new JobScanPage(
                [.. (response.Items ?? []).Select(DynamoDbJobItem.ToListKey)],
                response.LastEvaluatedKey is { Count: > 0 } last ? last[TableNames.Id].S : null);
        }
        catch (AmazonDynamoDBException refusal) when (AwsError.IsLasting(refusal))
        {
            throw explain(refusal);
        }
    }

    private static string IndexOf(JobListPart part) => part.Owner is null ? TableNames.TimeIndex : TableNames.OwnerIndex;

    // One more than is asked for tells whether there are more.
    private QueryRequest RequestOf(JobListQuery query)
    {
        var request = new QueryRequest
        {
            TableName = table,
            IndexName = IndexOf(query.Part),
            KeyConditionExpression = $"{Partition} = :part",
            ExpressionAttributeNames = new(2)
            {
                [Partition] = query.Part.Owner is null ? TableNames.ListShard : TableNames.ListKey,
            },
            ExpressionAttributeValues = new(3) { [":part"] = DynamoDbJobItem.Text(DynamoDbJobItem.ListKey(query.Part)) },
            ScanIndexForward = false,
            Limit = query.Most + 1,
        };
        string? range = (query.Since, query.After) switch
        {
            (null, null) => null,
            (not null, null) => $"{Sort} >= :from",
            (null, not null) => $"{Sort} <= :to",

            // DynamoDB refuses a range that ends before it begins.
            _ when string.CompareOrdinal(JobListKey.From(query.Since!.Value), query.After!.Value.Before) > 0 => $"{Sort} = :from",
            _ => $"{Sort} BETWEEN :from AND :to",
        };
        if (range is null)
            return request;

        request.KeyConditionExpression += " AND " + range;
        request.ExpressionAttributeNames[Sort] = TableNames.ListSort;
        if (range.Contains(":from", StringComparison.Ordinal))
            request.ExpressionAttributeValues[":from"] = DynamoDbJobItem.Text(JobListKey.From(query.Since!.Value));
        if (range.Contains(":to", StringComparison.Ordinal))
            request.ExpressionAttributeValues[":to"] = DynamoDbJobItem.Text(query.After!.Value.Before);
        return request;
    }

    private ScanRequest RequestOf(JobScan scan, string? after, DateTimeOffset now)
    {
        Dictionary<string, string> names = new(DynamoDbJobItem.KeyNames);
        Dictionary<string, AttributeValue> values = new(5) { [":now"] = DynamoDbJobItem.SecondsDown(now) };

        // An item of an owner has no job.
        string filter = "attribute_exists(#job) AND attribute_not_exists(#purgedAt) AND #expiresAt > :now";
        names["#purgedAt"] = DynamoDbJobItem.PurgedAt;
        names["#expiresAt"] = TableNames.ExpiresAt;
        if (scan.Job is not null)
            Add("job", DynamoDbJobItem.Job, "=", DynamoDbJobItem.Text(scan.Job));
        if (scan.Status is { } status and not JobStatus.Unknown)
            Add("status", DynamoDbJobItem.Status, "=", DynamoDbJobItem.Text(status.ToWireName()));
        if (scan.Owner is not null)
            Add("owner", DynamoDbJobItem.Owner, "=", DynamoDbJobItem.Text(scan.Owner));
        if (scan.Since is { } since)
            Add("createdAt", DynamoDbJobItem.CreatedAt, ">=", DynamoDbJobItem.Number(JobListKey.Ceiling(since)));
        return new ScanRequest
        {
            TableName = table,
            ProjectionExpression = DynamoDbJobItem.KeyProjection,
            FilterExpression = filter,
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
            ExclusiveStartKey = after is null ? null : DynamoDbJobItem.Key(after),
        };

        void Add(string name, string attribute, string comparator, AttributeValue value)
        {
            filter += $" AND #{name} {comparator} :{name}";
            names["#" + name] = attribute;
            values[":" + name] = value;
        }
    }
}
