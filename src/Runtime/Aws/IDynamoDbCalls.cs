using Amazon.DynamoDBv2.Model;

namespace AsyncJobs.Aws;

/// <summary>
/// The operations of DynamoDB by which jobs are kept, in the SDK's own words. Each throws what the SDK's client throws: the exception of DynamoDB's
/// error, or another one where there was no answer.
/// </summary>
internal interface IDynamoDbCalls : IDisposable
{
    /// <summary>Where requests go, for messages: a region, or an endpoint.</summary>
    string Place { get; }

    Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken);

    Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken);

    Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken);

    Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken);

    Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken);

    Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken);

    Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken);
}
