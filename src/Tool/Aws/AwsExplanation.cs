using System.Text.RegularExpressions;
using Amazon.Runtime;
using AsyncJobs.Aws;
using AsyncJobs.Local.Operations;
using AsyncJobs.Storage;

namespace AsyncJobs.Tool.Aws;

/// <summary>Says to a person at night what AWS means, and what they can do about it.</summary>
internal static partial class AwsExplanation
{
    /// <summary>Whether this is an error that AWS, or the way to it, has made.</summary>
    public static bool IsOfAws(Exception exception) => exception
        is AmazonServiceException or AmazonClientException or JobStoreException or HttpRequestException or TimeoutException;

    /// <summary>What is wrong, and how to mend it.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="place">Where it happened.</param>
    /// <param name="what">What was asked, such as <c>the table 'orders'</c>.</param>
    /// <param name="permission">What is needed for it, such as <c>dynamodb:Query</c>, where AWS does not say.</param>
    public static OperationsException Of(Exception exception, AwsPlace place, string what, string permission) => exception switch
    {
        JobStoreException { InnerException: AmazonServiceException inner } => Of(inner, place, what, permission),
        AmazonServiceException { StatusCode: not 0 } refusal => new OperationsException(OfRefusal(refusal, place, what, permission), exception)
        {
            IsForbidden = IsDenied(refusal) || AwsError.IsOfCredentials(refusal.ErrorCode),
        },
        AmazonServiceException or AmazonClientException when IsOfSignIn(exception) => new OperationsException(
            $"The credentials for AWS cannot be had: {exception.GetBaseException().Message} {place.SignIn}", exception)
        {
            IsForbidden = true,
        },
        AmazonServiceException or HttpRequestException or TimeoutException => new OperationsException(
            $"AWS cannot be reached for {what} in {place.Region}: {exception.Message}", exception),
        _ => new OperationsException($"{Upper(what)} cannot be used: {exception.Message}", exception),
    };

    private static string OfRefusal(AmazonServiceException refusal, AwsPlace place, string what, string permission)
    {
        string said = $"AWS said: {refusal.Message} ({refusal.ErrorCode}, request id {refusal.RequestId})";
        return (int)refusal.StatusCode switch
        {
            _ when refusal.ErrorCode is "ExpiredToken" or "ExpiredTokenException" or "RequestExpired" =>
                $"The credentials for AWS have expired. {place.SignIn} {said}",
            _ when AwsError.IsOfCredentials(refusal.ErrorCode) =>
                $"AWS does not accept the credentials. {place.SignIn} Also check that the account has the region {place.Region} turned on. {said}",
            _ when AwsError.IsOfKey(refusal.ErrorCode) =>
                $"The KMS key of {what} cannot be used. It has to be enabled, and you need kms:Decrypt on it. {said}",
            _ when refusal.ErrorCode is "ResourceNotFoundException" or "TableNotFoundException" || (int)refusal.StatusCode == 404 =>
                $"There is no such thing as {what} in {place.Region}. Check the name, --region and --profile. {said}",
            _ when IsNoStack(refusal) => $"There is no stack of this name in {place.Region}: {what}. Check the name, --region and --profile. {said}",
            _ when IsDenied(refusal) =>
                $"You may not do this: the permission {PermissionIn(refusal.Message) ?? permission} on {what} is missing. "
                + $"Have it added to your role or user. {said}",
            429 or 400 when refusal.ErrorCode?.Contains("Throttl", StringComparison.Ordinal) is true
                || refusal.ErrorCode is "TooManyRequestsException" or "ProvisionedThroughputExceededException" or "RequestLimitExceeded" =>
                $"AWS throttles {what}, also when asked several times. Try again later. {said}",
            >= 500 => $"AWS has a fault with {what}. Try again later. {said}",
            _ => $"AWS refused what was asked of {what}. {said}",
        };
    }

    private static bool IsDenied(AmazonServiceException refusal) =>
        refusal.ErrorCode is "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation";

    private static bool IsNoStack(AmazonServiceException refusal) =>
        refusal.ErrorCode == "ValidationError" && refusal.Message.Contains("does not exist", StringComparison.Ordinal);

    // The SDK has no type of its own for them.
    private static bool IsOfSignIn(Exception exception) =>
        exception.Message.Contains("credential", StringComparison.OrdinalIgnoreCase)
        || exception.Message.Contains("AssumeRole", StringComparison.Ordinal)
        || exception.Message.Contains("token", StringComparison.OrdinalIgnoreCase)
        || exception.Message.Contains("SSO", StringComparison.Ordinal);

    private static string? PermissionIn(string message) =>
        Permission().Match(message) is { Success: true } match ? match.Groups["permission"].Value : null;

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"not authorized to perform: (?<permission>[a-z0-9-]+:\w+)", RegexOptions.NonBacktracking)]
    private static partial Regex Permission();
}
