using System.Collections.Concurrent;
using Amazon.Lambda.Core;

public class ClientPool
{
    private readonly ConcurrentDictionary<string, HttpClient> _clients = new();

    public HttpClient For(string host) => _clients.GetOrAdd(host, static h => new HttpClient
    {
        BaseAddress = new UriBuilder(Uri.UriSchemeHttps, h).Uri,
        {|AJ1001:Timeout = TimeSpan.FromMilliseconds(7_500)|},
    });
}
