using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Shared;

namespace AsyncJobs.Storage;

/// <summary>Creates the jobs' table where no CloudFormation does it: in a local DynamoDB, for development and tests.</summary>
public static class DynamoDbTable
{
    private static readonly (DynamoDbTableIndexes Flag, string Name, string Key)[] s_indexes =
    [
        (DynamoDbTableIndexes.ByOwner, TableNames.OwnerIndex, TableNames.ListKey),
        (DynamoDbTableIndexes.ByTime, TableNames.TimeIndex, TableNames.ListShard),
    ];

    /// <summary>Creates the table unless it is there, waits until it can be used, and turns on TTL. Safe to call again and concurrently.</summary>
    /// <param name="client">The client.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="cancellationToken">Gives up waiting for the table.</param>
    /// <exception cref="AmazonDynamoDBException">DynamoDB refused.</exception>
    public static Task EnsureExistsAsync(IAmazonDynamoDB client, string tableName, CancellationToken cancellationToken = default) =>
        EnsureExistsAsync(client, tableName, DynamoDbTableIndexes.None, cancellationToken);

    /// <summary>
    /// Creates the table with indexes unless it is there, waits until it can be used, and turns on TTL. A table that lacks an index gets it, one
    /// after the other; one that it has beyond these stays. Safe to call again and concurrently.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="indexes">The indexes by which jobs are listed.</param>
    /// <param name="cancellationToken">Gives up waiting for the table.</param>
    /// <exception cref="AmazonDynamoDBException">DynamoDB refused.</exception>
    public static async Task EnsureExistsAsync(
        IAmazonDynamoDB client, string tableName, DynamoDbTableIndexes indexes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(tableName);

        (string Name, string PartitionKey)[] wanted =
            [.. s_indexes.Where(index => indexes.HasFlag(index.Flag)).Select(static index => (index.Name, index.Key))];
        await CreateAsync(client, tableName, wanted, cancellationToken).ConfigureAwait(false);
        TableDescription table = await WaitUntilActiveAsync(client, tableName, cancellationToken).ConfigureAwait(false);
        foreach ((string Name, string PartitionKey) index in wanted.Where(index => !HasIndex(table, index.Name)))
        {
            await AddIndexAsync(client, tableName, index, cancellationToken).ConfigureAwait(false);
            await WaitUntilActiveAsync(client, tableName, cancellationToken).ConfigureAwait(false);
        }

        await EnableTimeToLiveAsync(client, tableName, cancellationToken).ConfigureAwait(false);
    }

    private static bool HasIndex(TableDescription table, string name) =>
        table.GlobalSecondaryIndexes?.Exists(index => index.IndexName == name) is true;

    private static async Task CreateAsync(
        IAmazonDynamoDB client, string tableName, (string Name, string PartitionKey)[] indexes, CancellationToken cancellationToken)
    {
        var request = new CreateTableRequest
        {
            TableName = tableName,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new KeySchemaElement(TableNames.Id, KeyType.HASH)],
            AttributeDefinitions = [new AttributeDefinition(TableNames.Id, ScalarAttributeType.S)],
        };
        if (indexes.Length > 0)
        {
            request.AttributeDefinitions.AddRange(indexes.Select(static index => new AttributeDefinition(index.PartitionKey, ScalarAttributeType.S)));
            request.AttributeDefinitions.Add(new AttributeDefinition(TableNames.ListSort, ScalarAttributeType.S));
            request.GlobalSecondaryIndexes =
            [
                .. indexes.Select(static index => new GlobalSecondaryIndex
                {
                    IndexName = index.Name,
                    KeySchema = KeysOf(index.PartitionKey),
                    Projection = new Projection { ProjectionType = ProjectionType.KEYS_ONLY },
                }),
            ];
        }

        try
        {
            await client.CreateTableAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceInUseException)
        {
            // It exists, or somebody else is creating it.
        }
    }

    private static async Task AddIndexAsync(
        IAmazonDynamoDB client, string tableName, (string Name, string PartitionKey) index, CancellationToken cancellationToken)
    {
        var request = new UpdateTableRequest
        {
            TableName = tableName,
            AttributeDefinitions =
            [
                new AttributeDefinition(index.PartitionKey, ScalarAttributeType.S),
                new AttributeDefinition(TableNames.ListSort, ScalarAttributeType.S),
            ],
            GlobalSecondaryIndexUpdates =
            [
                new GlobalSecondaryIndexUpdate
                {
                    Create = new CreateGlobalSecondaryIndexAction
                    {
                        IndexName = index.Name,
                        KeySchema = KeysOf(index.PartitionKey),
                        Projection = new Projection { ProjectionType = ProjectionType.KEYS_ONLY },
                    },
                },
            ],
        };

        try
        {
            await client.UpdateTableAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonDynamoDBException refused)
            when (refused.ErrorCode is "ResourceInUseException" or "ValidationException" or "LimitExceededException")
        {
            // Somebody else may have added it since, or be adding it.
            if (!HasIndex(await WaitUntilActiveAsync(client, tableName, cancellationToken).ConfigureAwait(false), index.Name))
                throw;
        }
    }

    private static List<KeySchemaElement> KeysOf(string partitionKey) =>
        [new KeySchemaElement(partitionKey, KeyType.HASH), new KeySchemaElement(TableNames.ListSort, KeyType.RANGE)];

    private static async Task<TableDescription> WaitUntilActiveAsync(IAmazonDynamoDB client, string tableName, CancellationToken cancellationToken)
    {
        while (true)
        {
            DescribeTableResponse response = await client.DescribeTableAsync(tableName, cancellationToken).ConfigureAwait(false);
            if (response.Table.TableStatus == TableStatus.ACTIVE
                && response.Table.GlobalSecondaryIndexes?.TrueForAll(static index => index.IndexStatus == IndexStatus.ACTIVE) is not false)
            {
                return response.Table;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task EnableTimeToLiveAsync(IAmazonDynamoDB client, string tableName, CancellationToken cancellationToken)
    {
        if (await HasTimeToLiveAsync(client, tableName, cancellationToken).ConfigureAwait(false))
            return;

        var request = new UpdateTimeToLiveRequest
        {
            TableName = tableName,
            TimeToLiveSpecification = new() { AttributeName = TableNames.ExpiresAt, Enabled = true },
        };

        try
        {
            await client.UpdateTimeToLiveAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonDynamoDBException refused) when (refused.ErrorCode == "ValidationException")
        {
            // Somebody else has turned it on since: DynamoDB has no error of its own for that.
            if (!await HasTimeToLiveAsync(client, tableName, cancellationToken).ConfigureAwait(false))
                throw;
        }
    }

    private static async Task<bool> HasTimeToLiveAsync(IAmazonDynamoDB client, string tableName, CancellationToken cancellationToken)
    {
        var request = new DescribeTimeToLiveRequest { TableName = tableName };
        DescribeTimeToLiveResponse response = await client.DescribeTimeToLiveAsync(request, cancellationToken).ConfigureAwait(false);
        TimeToLiveStatus? status = response.TimeToLiveDescription?.TimeToLiveStatus;
        return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
    }
}
