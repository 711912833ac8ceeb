using Amazon.Lambda.Core;

public class Pool
{
    private readonly HttpClient _client = new();

    public Task<T> Use<T>(Func<HttpClient, Task<T>> action) => action(_client);
}

public class Function(Pool pool)
{
    public Task<string> Handler(string url, ILambdaContext context) => pool.Use(client => client.{|AJ1002:GetStringAsync|}(url));
}
