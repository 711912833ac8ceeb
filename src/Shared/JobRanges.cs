using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>What the numbers of <c>[AsyncJob]</c> may be.</summary>
/// <remarks>Those of Lambda are at https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.</remarks>
[Embedded]
internal static class JobRanges
{
    public const int LeastTimeoutSeconds = 1;

    /// <summary>Lambda's limit, where it does not run on Managed Instances.</summary>
    public const int MostTimeoutSeconds = 900;

    /// <summary>The limit of Lambda Managed Instances, for asynchronous events.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html</remarks>
    public const int MostManagedTimeoutSeconds = 5400;

    /// <summary>In MB; Lambda's limit.</summary>
    public const int LeastMemorySize = 128;

    /// <summary>In MB; what Lambda Managed Instances take.</summary>
    /// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-execution-environment.html</remarks>
    public const int LeastManagedMemorySize = 2048;

    /// <summary>In MB; Lambda's limit.</summary>
    public const int MostMemorySize = 10_240;

    public const int LeastMaxAttempts = 1;

    /// <summary>Lambda tries an asynchronous event twice more at most.</summary>
    public const int MostMaxAttempts = 3;

    public const int LeastReserveMilliseconds = 100;
    public const int MostReserveMilliseconds = 60_000;

    public const int LeastRetentionHours = 1;

    /// <summary>A year.</summary>
    public const int MostRetentionHours = 365 * 24;

    public const int LeastTotalTimeoutSeconds = 1;

    /// <summary>A week.</summary>
    public const int MostTotalTimeoutSeconds = 7 * 24 * 60 * 60;
}
