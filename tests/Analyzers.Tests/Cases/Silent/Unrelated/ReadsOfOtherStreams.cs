using System.Text.Json;
using Amazon.Lambda.Core;

public class Function
{
    public async Task<int> Handler(Stream input, ILambdaContext context)
    {
        using var reader = new StreamReader(input);
        var text = await reader.ReadToEndAsync();
        await using var file = File.OpenRead("settings.json");
        var settings = await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(file);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        return text.Length + settings!.Count;
    }
}
