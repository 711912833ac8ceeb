using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var pause = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        using var limit = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(10))|};
        try
        {
            await Task.Delay(TimeSpan.FromMinutes(1), pause.Token);
        }
        catch (OperationCanceledException) when (pause.IsCancellationRequested)
        {
        }

        return await http.GetStringAsync(url, limit.Token);
    }
}
