using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace AsyncJobs.Aws;

/// <summary>
/// A service's endpoint that is known before the first request. The SDK's tables of regions and partitions, and its rules for endpoints, are then
/// not loaded; a client's first request needs a tenth less of the processor. Everything but the plain endpoint of an ordinary region is left to them.
/// </summary>
internal static class FixedEndpoint
{
    private const string Suffix = "amazonaws.com";

    /// <summary>The endpoint of a service; null where the SDK has to say it.</summary>
    /// <param name="host">What its host begins with, such as <c>lambda</c>.</param>
    /// <param name="region">The region's name, such as <c>eu-west-1</c>.</param>
    /// <param name="config">Says whether the endpoint has to be a special one.</param>
    public static string? Of(string host, string region, ClientConfig config) =>
        GlobalEndpoints.Provider is null && !config.UseFIPSEndpoint && !config.UseDualstackEndpoint ? Of(host, region) : null;

    /// <summary>The plain endpoint of a service in an ordinary region; null for another region.</summary>
    public static string? Of(string host, string region) => IsOrdinary(region) ? $"https://{host}.{region}.{Suffix}" : null;

    /// <summary>Sends a request to the endpoint that its client was given, if it was given one.</summary>
    /// <returns>False where the SDK has to say where the request goes.</returns>
    public static bool TryApply(IRequestContext context)
    {
        IClientConfig config = context.ClientConfig;
        if (GlobalEndpoints.Provider is not null
            || config.UseFIPSEndpoint
            || config.UseDualstackEndpoint
            || config.ServiceURL is not { Length: > 0 } endpoint)
        {
            return false;
        }

        context.Request.Endpoint = new Uri(endpoint);
        context.Request.AuthenticationRegion = config.AuthenticationRegion;
        return true;
    }

    // The regions of the partition "aws", by the pattern that AWS publishes for it. GovCloud, China and the isolated ones have other names.
    private static bool IsOrdinary(string region) => region.Split('-') is
        ["us" or "eu" or "ap" or "sa" or "ca" or "me" or "af" or "il" or "mx", { Length: > 0 } name, { Length: > 0 } number]
        && name.All(char.IsAsciiLetterLower)
        && number.All(char.IsAsciiDigit);
}
