using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>How many jobs a page of a list has.</summary>
[Embedded]
internal static class ListRanges
{
    /// <summary>Where the caller does not say.</summary>
    public const int DefaultPageSize = 25;

    /// <summary>At most, whatever the caller says: as many as DynamoDB reads in one request.</summary>
    /// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html</remarks>
    public const int MostPageSize = 100;
}
