using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<int> Lines(string url, CancellationToken token)
    {
        await using var stream = await http.GetStreamAsync(url, token);
        using var reader = new StreamReader(stream);
        int lines = 0;
        while (await reader.{|AJ1009:ReadLineAsync|}() is not null)
            lines++;
        return lines;
    }
}
