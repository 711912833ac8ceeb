namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>With every function in one process.</summary>
public sealed class BulkTests : BulkContract
{
    protected override string[] Options => [];
}
