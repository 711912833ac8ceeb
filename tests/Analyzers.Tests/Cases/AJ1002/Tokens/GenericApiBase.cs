using System.Net.Http.Json;
using Amazon.Lambda.Core;

public abstract class ApiBase<T>
    where T : class
{
    protected abstract HttpClient Client { get; }

    protected async Task<T?> Load(string path) => await Client.{|AJ1002:GetFromJsonAsync|}<T>(path);
}

public sealed class Customer
{
    public string? Name { get; init; }
}

public sealed class CustomerApi : ApiBase<Customer>
{
    protected override HttpClient Client { get; } = new HttpClient();

    public Task<Customer?> Find(int id, ILambdaContext context) => Load($"customers/{id}");
}
