using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>What Lambda takes, and gives.</summary>
[Embedded]
internal static class LambdaLimits
{
    /// <summary>
    /// The event of a synchronous invocation, and its reply, each in bytes. What a request brings and what a poll can take are at most this.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</remarks>
    public const int MostSynchronousBytes = 6 * 1024 * 1024;

    /// <summary>The policy of a function that says who may invoke it, in bytes: a statement for each route of an API.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</remarks>
    public const int MostPolicyBytes = 20 * 1024;

    /// <summary>The environment of a function: the names and values of all variables together, in bytes.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html</remarks>
    public const int MostEnvironmentBytes = 4 * 1024;

    /// <summary>
    /// The memory with which a function has a whole processor, in MB. With less of it, invocations have as much less of a processor.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html</remarks>
    public const int WholeProcessorMegabytes = 1769;
}
