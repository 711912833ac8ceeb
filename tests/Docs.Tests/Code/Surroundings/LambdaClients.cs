// For examples with AWSSDK.Lambda.
namespace Surroundings;

public static class LambdaClients
{
    public static Amazon.Lambda.IAmazonLambda InRegion(string region) => throw new NotSupportedException(region);
}
