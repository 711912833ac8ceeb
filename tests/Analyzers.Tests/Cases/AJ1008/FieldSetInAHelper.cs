using Amazon.Lambda.Core;

public class Function
{
    private readonly HttpClient _client = new();

    private void Limit(ILambdaContext context)
    {
        {|AJ1008:_client.Timeout = TimeSpan.FromMilliseconds(Math.Max(1, context.RemainingTime.TotalMilliseconds - 500))|};
    }

    public Task<string> Handler(string url, ILambdaContext context)
    {
        Limit(context);
        return _client.GetStringAsync(url);
    }
}
