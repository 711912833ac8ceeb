using System.Collections.Concurrent;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Aws;
using AsyncJobs.Dispatch;
using AsyncJobs.Hosting;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>The SDK's clients, of which a test sees what they write and read while they practice.</summary>
internal sealed class WatchedClients : AwsClients
{
    private readonly AwsClients _clients = SdkClients.Instance.ForPractice();

    /// <summary>The requests to DynamoDB, in order.</summary>
    public ConcurrentQueue<object> Requests { get; } = new();

    /// <summary>How many dispatchers were opened.</summary>
    public int Dispatchers { get; private set; }

    internal override IDynamoDbCalls OpenTable(Func<string, string?> environment) => new WatchedTable(_clients.OpenTable(environment), Requests);

    internal override LambdaDispatcher OpenDispatcher(Func<string, string?> environment, Func<string, string> functionName)
    {
        Dispatchers++;
        return _clients.OpenDispatcher(environment, functionName);
    }

    internal override Task ConnectAsync(AwsCalls calls, Func<string, string?> environment, CancellationToken cancellationToken) => Task.CompletedTask;

    internal override AwsClients ForPractice() => this;

    private sealed class WatchedTable(IDynamoDbCalls table, ConcurrentQueue<object> requests) : IDynamoDbCalls
    {
        public string Place => table.Place;

        public Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken) =>
            table.GetItemAsync(Seen(request), cancellationToken);

        public Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken) =>
            table.PutItemAsync(Seen(request), cancellationToken);

        public Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken) =>
            table.UpdateItemAsync(Seen(request), cancellationToken);

        public Task<DeleteItemResponse> DeleteItemAsync(DeleteItemRequest request, CancellationToken cancellationToken) =>
            table.DeleteItemAsync(Seen(request), cancellationToken);

        public Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken) =>
            table.QueryAsync(Seen(request), cancellationToken);

        public Task<BatchGetItemResponse> BatchGetItemAsync(BatchGetItemRequest request, CancellationToken cancellationToken) =>
            table.BatchGetItemAsync(Seen(request), cancellationToken);

        public Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken) =>
            table.ScanAsync(Seen(request), cancellationToken);

        public void Dispose() => table.Dispose();

        private T Seen<T>(T request)
            where T : notnull
        {
            requests.Enqueue(request);
            return request;
        }
    }
}
