using Amazon.DynamoDBv2.Model;
using AsyncJobs.Aws;
using AsyncJobs.Direct.Sending;

namespace AsyncJobs.Direct.DynamoDb;

/// <summary>The operations of DynamoDB by which jobs are kept.</summary>
/// <param name="client">Sends requests to DynamoDB.</param>
internal sealed class DirectDynamoDb(ServiceClient client) : IDynamoDbCalls
{
    /// <inheritdoc/>
    public string Place => client.PlaceName;

    /// <inheritdoc/>
    public Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(RequestFor("GetItem", DynamoDbRequests.Of(request)), DynamoDbAnswers.GetItem, cancellationToken);

    /// <inheritdoc/>
    public Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(RequestFor("PutItem", DynamoDbRequests.Of(request)), DynamoDbAnswers.PutItem, cancellationToken);

    /// <inheritdoc/>
    public Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(RequestFor("UpdateItem", DynamoDbRequests.Of(request)), DynamoDbAnswers.UpdateItem, cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(RequestFor("DeleteItem", DynamoDbRequests.Of(request)), DynamoDbAnswers.DeleteItem, cancellationToken);

    /// <inheritdoc/>
    public Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(RequestFor("Query", DynamoDbRequests.Of(request)), DynamoDbAnswers.Query, cancellationToken);

    /// <inheritdoc/>
    public Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(RequestFor("BatchGetItem", DynamoDbRequests.Of(request)), DynamoDbAnswers.BatchGetItem, cancellationToken);

    /// <inheritdoc/>
    public Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(RequestFor("Scan", DynamoDbRequests.Of(request)), DynamoDbAnswers.Scan, cancellationToken);

    /// <summary>Releases nothing: the connections are the process's.</summary>
    public void Dispose()
    {
    }

    private static ServiceRequest RequestFor(string operation, ReadOnlyMemory<byte> body) =>
        new("/", "application/x-amz-json-1.0", "x-amz-target", "DynamoDB_20120810." + operation, body);
}
