// libraries: AmazonLambdaCore, FlurlV4
using Flurl.Http;

public static class Requests
{
    public static Task<string> Text(this IFlurlRequest request) => request.WithHeader("accept", "text/plain").GetStringAsync();
}
