using Amazon.Runtime;
using AsyncJobs.Shared;

namespace AsyncJobs.Direct.Places;

/// <summary>
/// Where DynamoDB and Lambda are, by the environment: an endpoint of one's own, else the one of the region. What cannot be known is refused: a
/// request that goes to a wrong host brings its session token along.
/// </summary>
internal static class EnvironmentPlaces
{
    private const string DynamoDb = "dynamodb";
    private const string Lambda = "lambda";

    // Only for requests to an endpoint of one's own, which need some region in their signature and nearly always accept any.
    private const string EmulatorRegion = "us-east-1";

    /// <summary>Where DynamoDB is.</summary>
    /// <param name="read">Reads an environment variable.</param>
    /// <exception cref="AmazonClientException">The environment does not say it, or says what cannot be.</exception>
    public static ServicePlace OfDynamoDb(Func<string, string?> read)
    {
        if (Own(DynamoDb, AwsVariables.DynamoDbEndpoint, read) is { } own)
            return own;

        string region = Region(read);
        Partition partition = PartitionOf(region);
        bool isFips = IsTrue(read(AwsVariables.UseFipsEndpoint));
        bool isDualStack = IsTrue(read(AwsVariables.UseDualStackEndpoint));
        string suffix = isDualStack ? partition.DualStackSuffix : partition.Suffix;
        bool isNamedFips = isFips && (isDualStack || partition.Name != Partition.GovCloud);
        return OfRegion(DynamoDb, isNamedFips, region, suffix);
    }

    /// <summary>Where Lambda is.</summary>
    /// <param name="read">Reads an environment variable.</param>
    /// <exception cref="AmazonClientException">The environment does not say it, or says what cannot be.</exception>
    public static ServicePlace OfLambda(Func<string, string?> read)
    {
        if (Own(Lambda, AwsVariables.LambdaEndpoint, read) is { } own)
            return own;

        string region = Region(read);
        Partition partition = PartitionOf(region);
        bool isDualStack = IsTrue(read(AwsVariables.UseDualStackEndpoint));
        if (isDualStack && partition.Name is not ("aws" or "aws-cn" or Partition.GovCloud))
        {
            throw new AmazonClientException(
                $"Lambda has no dual-stack endpoint known under {partition.Suffix}: set {AwsVariables.LambdaEndpoint}.");
        }

        string suffix = isDualStack ? partition.DualStackSuffix : partition.Suffix;
        return OfRegion(Lambda, IsTrue(read(AwsVariables.UseFipsEndpoint)), region, suffix);
    }

    private static ServicePlace OfRegion(string service, bool isFips, string region, string suffix) =>
        new(new Uri($"https://{service}{(isFips ? "-fips" : "")}.{region}.{suffix}"), region, service, region);

    private static ServicePlace? Own(string service, string variable, Func<string, string?> read)
    {
        if (IsTrue(read(AwsVariables.IgnoreEndpoints)))
            return null;

        string? endpoint = NullIfEmpty(read(variable));
        if (endpoint is null)
        {
            variable = AwsVariables.Endpoint;
            endpoint = NullIfEmpty(read(variable));
        }

        if (endpoint is null)
            return null;
        if (IsTrue(read(AwsVariables.UseFipsEndpoint)) || IsTrue(read(AwsVariables.UseDualStackEndpoint)))
        {
            throw new AmazonClientException(
                $"An endpoint of one's own, {variable}, cannot be combined with {AwsVariables.UseFipsEndpoint} or "
                + $"{AwsVariables.UseDualStackEndpoint}.");
        }

        string region = RegionOrNull(read)?.ToLowerInvariant() ?? EmulatorRegion;
        if (!IsName(region))
            throw new AmazonClientException($"{AwsVariables.Region} is not the name of a region. A name has letters, digits and hyphens.");

        Uri place = UriOf(endpoint, variable);
        return new ServicePlace(place, region, service, place.AbsoluteUri);
    }

    private static Uri UriOf(string endpoint, string variable) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? place)
        && (place.Scheme == Uri.UriSchemeHttps || place.Scheme == Uri.UriSchemeHttp)
        && place.Host.Length > 0
        && place.UserInfo.Length == 0
        && place.Query.Length == 0
        && place.Fragment.Length == 0
            ? place
            : throw new AmazonClientException(
                $"{variable} is not the URL of a service. It begins with https:// or http://, and has no user, query or fragment.");

    private static string Region(Func<string, string?> read) =>
        RegionOrNull(read) ?? throw new AmazonClientException($"There is no region: set {AwsVariables.Region}.");

    private static Partition PartitionOf(string region) => Partition.Of(region) ?? throw new AmazonClientException(
        IsName(region)
            ? $"'{region}' is no region whose endpoints are known. Correct {AwsVariables.Region}, or set {AwsVariables.Endpoint}."
            : $"{AwsVariables.Region} is not the name of a region. A name has letters, digits and hyphens.");

    private static string? RegionOrNull(Func<string, string?> read) =>
        NullIfEmpty(read(AwsVariables.Region)) ?? NullIfEmpty(read(AwsVariables.DefaultRegion));

    private static bool IsName(string region)
    {
        foreach (char character in region)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-')
                return false;
        }

        return region.Length <= 63;
    }

    private static bool IsTrue(string? value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
