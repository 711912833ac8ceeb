// libraries: AmazonLambdaCore
// Nothing here says who calls, but whoever does gets a client of its own for each call.
using AsyncJobs;

public interface INotes
{
    Task<string> Read(string url, CancellationToken cancellationToken);
}

public class Notes : INotes
{
    public async Task<string> Read(string url, CancellationToken cancellationToken)
    {
        using HttpClient client = {|AJ1008:new HttpClient()|};
        return await client.GetStringAsync(url, cancellationToken);
    }

    public static Task<string> Peek(string url, CancellationToken cancellationToken) =>
        {|AJ1008:new HttpClient()|}.GetStringAsync(url, cancellationToken);

    public async Task<string> Look(string url, bool isPlain, CancellationToken cancellationToken)
    {
        using HttpClient client = isPlain ? {|AJ1008:new HttpClient()|} : {|AJ1008:new HttpClient(new SocketsHttpHandler())|};
        return await client.GetStringAsync(url, cancellationToken);
    }
}
