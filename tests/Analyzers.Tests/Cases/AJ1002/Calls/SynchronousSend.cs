using Amazon.Lambda.Core;

public static class Pinger
{
    private static readonly HttpClient Client = new HttpClient();

    public static int Ping(string url, ILambdaContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using HttpResponseMessage response = Client.{|AJ1002:Send|}(request);
        return (int)response.StatusCode;
    }
}
