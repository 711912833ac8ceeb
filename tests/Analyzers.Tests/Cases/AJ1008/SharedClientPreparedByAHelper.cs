using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        Prepare(s_http, context);
        return await s_http.GetStringAsync(url);
    }

    private static void Prepare(HttpClient http, ILambdaContext context)
    {
        {|AJ1008:http.Timeout = TimeSpan.FromMilliseconds(Math.Max(50, context.RemainingTime.TotalMilliseconds - 500))|};
    }
}
