namespace AsyncJobs.Sam.Sizes;

/// <summary>What AWS takes of a stack and of a function.</summary>
internal static class AwsLimits
{
    /// <summary>The resources of a stack, once SAM has added its own.</summary>
    /// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html</remarks>
    public const int Resources = 500;

    /// <summary>The bytes of a template, as it is written and as SAM makes it.</summary>
    public const int TemplateBytes = 1_000_000;

    /// <summary>The characters of all policies within a role together; white space does not count.</summary>
    /// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html</remarks>
    public const int RolePolicies = 10_240;

    /// <summary>The share of a limit from which on a build warns, in percent: the counts are estimates, and stacks grow.</summary>
    public const int WarnedPercent = 90;
}
