using Amazon.Lambda.Core;

public class Function
{
    private static HttpClient Make(TimeSpan time)
    {
        var http = {|AJ1008:new HttpClient()|};
        http.Timeout = time;
        return http;
    }

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        TimeSpan left = context.RemainingTime - TimeSpan.FromSeconds(1);
        if (left <= TimeSpan.Zero)
            throw new TimeoutException();

        using HttpClient http = Make(left);
        return await http.GetStringAsync(url);
    }
}
