using AsyncJobs.EndToEnd.Tests.Jobs;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>With every function in processes of its own, which reach the table by DynamoDB's protocol.</summary>
public sealed class IsolatedListingTests : ListingContract
{
    protected override string[] Options => ["--isolated"];
}
