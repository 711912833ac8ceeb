// libraries: AmazonLambdaCore, RestSharpV112
using Amazon.Lambda.Core;
using RestSharp;

public static class Rest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(18);

    public static IRestClient Create(Uri address)
    {
        var options = new RestClientOptions(address);
        options.UserAgent = "acme";
        {|AJ1006:options.Timeout = s_limit|};
        return new RestClient(options);
    }
}
