namespace AsyncJobs.Storage.Tests.Payloads;

public sealed class InMemoryPayloadStoreTests : PayloadStoreContract
{
    protected override ValueTask<IPayloadStore> OpenStoreAsync() => new(new InMemoryPayloadStore());
}
