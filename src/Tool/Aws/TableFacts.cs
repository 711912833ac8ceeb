using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Local.Operations;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Tool.Aws;

/// <summary>What DynamoDB says of a table.</summary>
/// <param name="Lists">By which indexes its jobs are listed.</param>
/// <param name="Bytes">How large it is, as of some hours ago.</param>
internal sealed record TableFacts(JobLists Lists, long Bytes)
{
    /// <summary>Asks DynamoDB.</summary>
    /// <exception cref="OperationsException">It is not a table of jobs, or it cannot be asked for.</exception>
    public static async Task<TableFacts> ReadAsync(IAmazonDynamoDB client, string table, AwsPlace place, CancellationToken cancellationToken)
    {
        TableDescription description;
        try
        {
            description = (await client.DescribeTableAsync(table, cancellationToken).ConfigureAwait(false)).Table;
        }
        catch (Exception exception) when (AwsExplanation.IsOfAws(exception))
        {
            throw AwsExplanation.Of(exception, place, $"the table '{table}'", "dynamodb:DescribeTable");
        }

        if (description.KeySchema is not [{ AttributeName: TableNames.Id } key] || key.KeyType != KeyType.HASH)
        {
            string keys = string.Join(" and ", (description.KeySchema ?? []).Select(static one => one.AttributeName));
            throw new OperationsException(
                $"The table '{table}' is not one of AsyncJobs: its key is {keys}, and not {TableNames.Id}. "
                + "Name the table of the jobs, or their --stack.");
        }

        return new TableFacts(new JobLists(Has(TableNames.OwnerIndex), Has(TableNames.TimeIndex)), description.TableSizeBytes ?? 0);

        // One that is being made answers queries with an error.
        bool Has(string index) =>
            description.GlobalSecondaryIndexes?.Exists(one => one.IndexName == index && one.IndexStatus == IndexStatus.ACTIVE) is true;
    }
}
