using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = new CancellationTokenSource(context.RemainingTime / 2);
        using var reader = new StreamReader(await http.GetStreamAsync(url, cts.Token));
        return await reader.{|AJ1009:ReadToEndAsync|}();
    }
}
