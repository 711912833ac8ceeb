using AsyncJobs.EndToEnd.Tests.Jobs;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>With every function in processes of its own, which reach the payloads by S3's protocol.</summary>
public sealed class IsolatedBulkTests : BulkContract
{
    protected override string[] Options => ["--isolated"];
}
