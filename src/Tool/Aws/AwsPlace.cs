namespace AsyncJobs.Tool.Aws;

/// <summary>Where in AWS the command looks, and as whom, for messages.</summary>
/// <param name="Region">The region.</param>
/// <param name="Profile">The profile that was asked for; null for none.</param>
internal sealed record AwsPlace(string Region, string? Profile)
{
    /// <summary>How a person signs in again.</summary>
    public string SignIn => Profile is null
        ? "Sign in again, or renew the credentials of the environment."
        : $"Sign in again, such as with: aws sso login --profile {Profile}";
}
