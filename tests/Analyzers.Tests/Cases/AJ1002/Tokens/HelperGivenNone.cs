using Amazon.Lambda.Core;

internal static class Fetch
{
    private static readonly HttpClient s_http = new();

    public static async Task<byte[]> BytesAsync(Uri uri, CancellationToken token) => await s_http.GetByteArrayAsync(uri, token);
}

public class Function
{
    public Task<byte[]> Handler(string url, ILambdaContext context) => Fetch.{|AJ1002:BytesAsync|}(new Uri(url), CancellationToken.None);
}
