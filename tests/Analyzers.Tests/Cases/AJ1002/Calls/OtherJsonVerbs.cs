using System.Net.Http.Json;
using Amazon.Lambda.Core;

public record Item(int Id);

public class Function(HttpClient http)
{
    public async Task Handler(Item item, ILambdaContext context)
    {
        using var patched = await http.{|AJ1002:PatchAsJsonAsync|}("items", item);
        await http.{|AJ1002:DeleteFromJsonAsync|}<Item>("items/1");
        await http.{|AJ1002:GetFromJsonAsync|}<Item>(new Uri("https://items.example/1"), CancellationToken.None);
    }
}
