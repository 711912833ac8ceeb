using Amazon.Lambda.Core;

public static class Clients
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(14);

    public static void Apply(IEnumerable<HttpClient> clients)
    {
        foreach (var client in clients)
            {|AJ1001:client.Timeout = Limit|};
    }
}
