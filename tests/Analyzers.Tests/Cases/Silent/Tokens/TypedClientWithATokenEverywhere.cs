// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
using System.Net.Http.Json;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

public record Todo(int Id, string Title);

public interface ITodoClient
{
    Task<IReadOnlyList<Todo>> ListAsync(CancellationToken cancellationToken);

    Task<Todo?> AddAsync(Todo todo, CancellationToken cancellationToken);
}

internal sealed class TodoClient : ITodoClient
{
    private readonly HttpClient _http;

    public TodoClient(HttpClient http) => _http = http;

    public async Task<IReadOnlyList<Todo>> ListAsync(CancellationToken cancellationToken) =>
        await _http.GetFromJsonAsync<Todo[]>("todos", cancellationToken) ?? [];

    public async Task<Todo?> AddAsync(Todo todo, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("todos", todo, cancellationToken);
        return await response.Content.ReadFromJsonAsync<Todo>(cancellationToken);
    }
}

public class Function(ITodoClient todos)
{
    public async Task<int> Handler(string input, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime * 0.9);
        var all = await todos.ListAsync(cts.Token);
        return all.Count;
    }

    public static void Configure(IServiceCollection services) =>
        services.AddHttpClient<ITodoClient, TodoClient>(c => c.BaseAddress = new Uri("https://todos.example"));
}
