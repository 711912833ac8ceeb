using Amazon.Lambda.Core;

public class Api
{
    private static readonly HttpClient Client = new();

    private static Task<HttpResponseMessage> Send(HttpRequestMessage message, CancellationToken token) => Client.SendAsync(message, token);

    public static async Task<string> Get(string path, CancellationToken token = default)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await Send(message, token);
        return await response.Content.ReadAsStringAsync(token);
    }
}

public class Function
{
    public async Task<string> Handler(string path, ILambdaContext context) => await Api.{|AJ1002:Get|}(path);
}
