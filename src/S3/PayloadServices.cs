using Amazon.Runtime;
using Amazon.S3;
using AsyncJobs.Shared;
using AsyncJobs.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.S3;

/// <summary>Registers the bucket for large inputs and results with the services of the jobs.</summary>
public static class PayloadServices
{
    /// <summary>
    /// Keeps inputs over 960 KB, results over 350 KB and files in the bucket that the environment variable <c>ASYNCJOBS_BUCKET</c> names:
    /// <c>my-bucket</c>, or <c>my-bucket/prefix</c>. The client is made when the first such payload comes.
    /// </summary>
    /// <remarks>Without the variable the function works for everything else, and fails the requests that need the bucket.</remarks>
    public static IServiceCollection AddS3Payloads(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddSingleton<IPayloadStore>(static provider => Open(EnvironmentOf(provider)));
    }

    /// <summary>
    /// Keeps inputs over 960 KB, results over 350 KB and files in a bucket, through the <see cref="IAmazonS3"/> of the services where they have one.
    /// </summary>
    /// <param name="services">The services of the jobs.</param>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="prefix">What every key begins with, such as <c>jobs/</c>; empty for nothing.</param>
    public static IServiceCollection AddS3Payloads(this IServiceCollection services, string bucket, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentNullException.ThrowIfNull(prefix);
        return services.AddSingleton<IPayloadStore>(provider =>
            new S3PayloadStore(provider.GetService<IAmazonS3>() ?? CreateClient(EnvironmentOf(provider)), bucket, prefix));
    }

    internal static (string Bucket, string Prefix) Parse(string? variable)
    {
        string text = variable?.Trim() ?? "";
        int slash = text.IndexOf('/');
        string bucket = slash < 0 ? text : text[..slash];
        if (bucket.Length == 0)
        {
            throw new InvalidOperationException(
                $"The environment variable {JobVariables.Bucket} is not set: "
                + "give it the name of the bucket for large inputs and results, 'bucket' or 'bucket/prefix'.");
        }

        string prefix = slash < 0 ? "" : text[(slash + 1)..].Trim('/');
        return (bucket, prefix.Length == 0 ? "" : prefix + "/");
    }

    private static S3PayloadStore Open(Func<string, string?> environment)
    {
        (string bucket, string prefix) = Parse(environment(JobVariables.Bucket));
        return new S3PayloadStore(CreateClient(environment), bucket, prefix);
    }

    private static IAmazonS3 CreateClient(Func<string, string?> environment)
    {
        try
        {
            return S3ClientFactory.Create(environment);
        }
        catch (AmazonClientException cause)
        {
            throw new PayloadStoreException($"There can be no client for the bucket: {cause.Message}", isTransient: false, cause);
        }
    }

    // One of several applications in a process has an environment of its own.
    private static Func<string, string?> EnvironmentOf(IServiceProvider provider) =>
        (provider as IKeyedServiceProvider)?.GetKeyedService(typeof(Func<string, string?>), ServiceKeys.Environment) as Func<string, string?>
        ?? Environment.GetEnvironmentVariable;
}
