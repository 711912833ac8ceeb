using System.Net;
using Amazon.Lambda.Core;

namespace Acme.Sync;

public sealed class Function
{
    private static readonly HttpClient HttpClient;

    static Function()
    {
        var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip };
        var client = new HttpClient(handler);
        {|AJ1001:client.Timeout = TimeSpan.FromSeconds(29)|};
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        HttpClient = client;
    }

    public Task<string> FunctionHandler(string path, CancellationToken ct, ILambdaContext context) => HttpClient.GetStringAsync(path, ct);
}
