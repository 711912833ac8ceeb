using System.Net.Http.Json;
using Amazon.Lambda.Core;

public sealed class JsonApi(HttpClient http)
{
    public async Task<TOut?> PostAsync<TIn, TOut>(string path, TIn body, CancellationToken cancellationToken = default)
    {
        using var response = await http.PostAsJsonAsync(path, body, cancellationToken);
        return await response.Content.ReadFromJsonAsync<TOut>(cancellationToken);
    }
}

public class Function(JsonApi api)
{
    public Task<int> Handler(string text, ILambdaContext context) => api.{|AJ1002:PostAsync|}<string, int>("count", text);
}
