namespace AsyncJobs.Sam.Documents;

/// <summary>The types of resources that several rooms know.</summary>
internal static class ResourceTypes
{
    /// <summary>A function of SAM's.</summary>
    public const string Function = "AWS::Serverless::Function";

    /// <summary>A policy that is added to a role.</summary>
    public const string Policy = "AWS::IAM::Policy";
}
