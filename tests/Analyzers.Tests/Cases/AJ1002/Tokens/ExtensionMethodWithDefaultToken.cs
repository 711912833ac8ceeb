using Amazon.Lambda.Core;

public static class HttpClientExtensions
{
    public static async Task<string> GetTextAsync(this HttpClient client, string path, CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await client.GetAsync(path, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }
}

public sealed class Function
{
    private static readonly HttpClient s_http = new();

    public Task<string> Handler(string path, ILambdaContext context) => s_http.{|AJ1002:GetTextAsync|}(path);
}
