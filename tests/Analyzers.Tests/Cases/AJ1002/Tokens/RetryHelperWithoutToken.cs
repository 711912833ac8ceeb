using Amazon.Lambda.Core;

public static class Retry
{
    public static async Task<T> DoAsync<T>(Func<Task<T>> action, int attempts = 3)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return await action();
            }
            catch (HttpRequestException) when (i < attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * i));
            }
        }
    }
}

public class Function
{
    private static readonly HttpClient s_client = new();

    public Task<string> Handler(string id, ILambdaContext context) =>
        Retry.DoAsync(() => s_client.{|AJ1002:GetStringAsync|}("https://items.example/" + id));
}
