// libraries: AmazonLambdaCore, NewtonsoftJson
using Amazon.Lambda.Core;
using Newtonsoft.Json;

public sealed record Item(string Name);

public sealed class Items(HttpClient http)
{
    public async Task<Item?> Get(string id, CancellationToken token)
    {
        using var response = await http.GetAsync("items/" + id, HttpCompletionOption.ResponseHeadersRead, token);
        using var stream = await response.Content.ReadAsStreamAsync(token);
        using var text = new StreamReader(stream);
        using var json = new JsonTextReader(text);
        return new JsonSerializer().{|AJ1009:Deserialize|}<Item>(json);
    }

    public static Item? Read(string path)
    {
        using var json = new JsonTextReader(new StreamReader(File.OpenRead(path)));
        return new JsonSerializer().Deserialize<Item>(json);
    }
}
