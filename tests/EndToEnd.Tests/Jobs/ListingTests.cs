namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>With every function in one process.</summary>
public sealed class ListingTests : ListingContract
{
    protected override string[] Options => [];
}
