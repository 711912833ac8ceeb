namespace AsyncJobs.Storage.Tests;

public sealed class InMemoryJobStoreTests : JobStoreContract
{
    protected override ValueTask<IJobStore> OpenStoreAsync() => new(new InMemoryJobStore());
}
