using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace AsyncJobs.Aws;

/// <summary>The operations through a client of the SDK.</summary>
internal sealed class SdkDynamoDb(IAmazonDynamoDB client) : IDynamoDbCalls
{
    /// <inheritdoc/>
    public string Place => client.Config.RegionEndpoint?.SystemName ?? client.Config.ServiceURL;

    /// <inheritdoc/>
    public Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken) =>
        client.GetItemAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
        client.PutItemAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken) =>
        client.UpdateItemAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken) =>
        client.DeleteItemAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) => client.QueryAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken) =>
        client.BatchGetItemAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) => client.ScanAsync(request, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
