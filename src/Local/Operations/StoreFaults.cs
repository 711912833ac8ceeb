using Amazon.Runtime;
using AsyncJobs.Aws;
using AsyncJobs.Storage;

namespace AsyncJobs.Local.Operations;

/// <summary>Says what goes wrong between an operator and a table in words that help.</summary>
internal static class StoreFaults
{
    private const string AccessDenied = "AccessDeniedException";

    /// <summary>Asks the store.</summary>
    /// <exception cref="OperationsException">It does not answer as it should.</exception>
    public static async Task<T> AskAsync<T>(OperationsInfo info, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (JobStoreException exception)
        {
            throw Of(info, exception.InnerException as AmazonServiceException, exception);
        }
        catch (AmazonServiceException exception)
        {
            throw Of(info, exception, exception);
        }
        catch (Exception exception) when (exception is AmazonClientException or HttpRequestException or TimeoutException or IOException)
        {
            throw new OperationsException($"The jobs {info.Place} cannot be reached: {exception.Message}", exception);
        }
    }

    private static OperationsException Of(OperationsInfo info, AmazonServiceException? refusal, Exception exception) =>
        new($"The jobs {info.Place} cannot be read: {exception.Message}", exception)
        {
            IsForbidden = refusal is { ErrorCode: { } code } && (code == AccessDenied || AwsError.IsOfCredentials(code)),
        };
}
