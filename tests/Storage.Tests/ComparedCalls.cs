using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2.Model.Internal.MarshallTransformations;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using AsyncJobs.Aws;
using AsyncJobs.Direct.DynamoDb;
using Xunit;

namespace AsyncJobs.Storage.Tests;

/// <summary>Passes requests on that are written as the SDK writes them, byte for byte, and fails at one that is not.</summary>
internal sealed class ComparedCalls(IDynamoDbCalls calls) : IDynamoDbCalls
{
    public string Place => calls.Place;

    public Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken)
    {
        Compare(GetItemRequestMarshaller.Instance, request, DynamoDbRequests.Of(request));
        return calls.GetItemAsync(request, cancellationToken);
    }

    public Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken)
    {
        Compare(PutItemRequestMarshaller.Instance, request, DynamoDbRequests.Of(request));
        return calls.PutItemAsync(request, cancellationToken);
    }

    public Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken)
    {
        Compare(UpdateItemRequestMarshaller.Instance, request, DynamoDbRequests.Of(request));
        return calls.UpdateItemAsync(request, cancellationToken);
    }

    public Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken)
    {
        Compare(DeleteItemRequestMarshaller.Instance, request, DynamoDbRequests.Of(request));
        return calls.DeleteItemAsync(request, cancellationToken);
    }

    public Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken)
    {
        Compare(QueryRequestMarshaller.Instance, request, DynamoDbRequests.Of(request));
        return calls.QueryAsync(request, cancellationToken);
    }

    public Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken)
    {
        Compare(BatchGetItemRequestMarshaller.Instance, request, DynamoDbRequests.Of(request));
        return calls.BatchGetItemAsync(request, cancellationToken);
    }

    public Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        Compare(ScanRequestMarshaller.Instance, request, DynamoDbRequests.Of(request));
        return calls.ScanAsync(request, cancellationToken);
    }

    public void Dispose() => calls.Dispose();

    private static void Compare(IMarshaller<IRequest, AmazonWebServiceRequest> ofSdk, AmazonWebServiceRequest request, ReadOnlyMemory<byte> written)
    {
        using IRequest marshalled = ofSdk.Marshall(request);
        using MemoryStream expected = new();
        marshalled.ContentStream.CopyTo(expected);
        Assert.Equal(System.Text.Encoding.UTF8.GetString(expected.ToArray()), System.Text.Encoding.UTF8.GetString(written.Span));
    }
}
