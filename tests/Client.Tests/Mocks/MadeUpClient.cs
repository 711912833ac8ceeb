using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Client.Tests.Mocks;

/// <summary>A client whose jobs a test makes up.</summary>
internal sealed class MadeUpClient(Func<string, object?, object> start) : AsyncJobClient
{
    public override Task<AsyncJob<TResult>> StartAsync<TRequest, TResult>(
        string route,
        TRequest request,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<TResult> resultType,
        AsyncJobStartOptions? options = null,
        CancellationToken cancellationToken = default) => Task.FromResult((AsyncJob<TResult>)start(route, request));
}
