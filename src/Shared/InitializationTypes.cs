using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>How Lambda starts processes: the values of <see cref="AwsVariables.InitializationType"/>.</summary>
[Embedded]
internal static class InitializationTypes
{
    /// <summary>For an invocation.</summary>
    public const string OnDemand = "on-demand";

    /// <summary>In advance.</summary>
    public const string ProvisionedConcurrency = "provisioned-concurrency";

    /// <summary>For several invocations at once, on instances of one's own.</summary>
    public const string ManagedInstances = "lambda-managed-instances";

    /// <summary>As the model of copies, and as one of them.</summary>
    public const string SnapStart = "snap-start";
}
