using System.Net.Http.Json;
using Amazon.Lambda.Core;

public record Item(int Id);

public class Function(HttpClient http)
{
    public Task<Item?> Handler(int id, ILambdaContext context) =>
        http.GetFromJsonAsync<Item>($"items/{id}").{|AJ1004:WaitAsync|}(new TimeSpan(0, 0, 7));
}
