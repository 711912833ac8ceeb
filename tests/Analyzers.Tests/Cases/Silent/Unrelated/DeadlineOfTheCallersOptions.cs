// libraries: AmazonLambdaCore, Grpc
using Grpc.Core;

public class Transcoder(HttpClient http)
{
    public async Task<string> Call(string url, CallOptions options)
    {
        if (options.Deadline is not { } deadline)
            return await http.GetStringAsync(url, options.CancellationToken);

        using var source = new CancellationTokenSource(deadline - DateTime.UtcNow);
        return await http.GetStringAsync(url, source.Token);
    }
}
