using AsyncJobs.Local.Files;

namespace AsyncJobs.Storage.Tests.Payloads;

/// <summary>The bucket of a laptop, as functions in one process reach it.</summary>
public sealed class LocalFilesTests : PayloadStoreContract
{
    protected override ValueTask<IPayloadStore> OpenStoreAsync() => new(new LocalFiles(TimeProvider.System));
}
