using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Shared;

namespace AsyncJobs.Storage;

/// <summary>Creates the jobs' table where no CloudFormation does it: in a local DynamoDB, for development and tests.</summary>
public static class DynamoDbTable
{
    /// <summary>Creates the table unless it is there, waits until it can be used, and turns on TTL. Safe to call again and concurrently.</summary>
    /// <param name="client">The client.</param>
    /// <param name="tableName">The table's name.</param>
    /// <param name="cancellationToken">Gives up waiting for the table.</param>
    /// <exception cref="AmazonDynamoDBException">DynamoDB refused.</exception>
    public static async Task EnsureExistsAsync(IAmazonDynamoDB client, string tableName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrEmpty(tableName);

        await CreateAsync(client, tableName, cancellationToken).ConfigureAwait(false);
        await WaitUntilActiveAsync(client, tableName, cancellationToken).ConfigureAwait(false);
        await EnableTimeToLiveAsync(client, tableName, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CreateAsync(IAmazonDynamoDB client, string tableName, CancellationToken cancellationToken)
    {
        var request = new CreateTableRequest
        {
            TableName = tableName,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new KeySchemaElement(TableNames.Id, KeyType.HASH)],
            AttributeDefinitions = [new AttributeDefinition(TableNames.Id, ScalarAttributeType.S)],
        };

        try
        {
            await client.CreateTableAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ResourceInUseException)
        {
            // It exists, or somebody else is creating it.
        }
    }

    private static async Task WaitUntilActiveAsync(IAmazonDynamoDB client, string tableName, CancellationToken cancellationToken)
    {
        while (true)
        {
            DescribeTableResponse response = await client.DescribeTableAsync(tableName, cancellationToken).ConfigureAwait(false);
            if (response.Table.TableStatus == TableStatus.ACTIVE)
                return;

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
