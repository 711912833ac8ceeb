namespace AsyncJobs.Sam.Plan;

/// <summary>A kind of resource that a build names as one that is there.</summary>
/// <param name="Property">The property of the build.</param>
/// <param name="Option">The option of the command line.</param>
/// <param name="Code">The code of what is wrong with its value.</param>
/// <param name="Name">What it is called in a sentence.</param>
/// <param name="Service">The service, as ARNs name it.</param>
/// <param name="Resource">What stands in an ARN before the resource's own name.</param>
/// <param name="Advice">What else is to be said to somebody who named something else.</param>
/// <param name="Types">The types of such resources in a template.</param>
internal sealed record ArnKind(
    string Property, string Option, string Code, string Name, string Service, string Resource, string Advice, params string[] Types)
{
    /// <summary>The key of KMS that encrypts what is stored.</summary>
    public static ArnKind Key { get; } = new(
        "AsyncJobsKmsKey",
        "--kms-key",
        ErrorCodes.KmsKey,
        "a key",
        "kms",
        "key/",
        " An alias will not do: it can come to stand for another key, and permissions are for keys.",
        "AWS::KMS::Key");

    /// <summary>The capacity provider of Lambda Managed Instances on which workers run.</summary>
    public static ArnKind CapacityProvider { get; } = new(
        Shared.CapacityProviderValue.Property,
        "--capacity-provider",
        ErrorCodes.CapacityProvider,
        "a capacity provider",
        "lambda",
        "capacity-provider:",
        "",
        "AWS::Serverless::CapacityProvider",
        "AWS::Lambda::CapacityProvider");
}
