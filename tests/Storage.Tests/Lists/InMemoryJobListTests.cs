namespace AsyncJobs.Storage.Tests.Lists;

public sealed class InMemoryJobListTests : JobListContract
{
    protected override ValueTask<IJobStore> OpenStoreAsync() => new(new InMemoryJobStore());
}
