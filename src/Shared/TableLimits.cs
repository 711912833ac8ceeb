using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>What DynamoDB takes.</summary>
[Embedded]
internal static class TableLimits
{
    /// <summary>The largest item, in bytes, with the names of its attributes.</summary>
    /// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html</remarks>
    public const int MostItemBytes = 400 * 1024;
}
