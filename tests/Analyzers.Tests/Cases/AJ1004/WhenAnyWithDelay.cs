using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var call = http.GetStringAsync(url);
        var timeout = Task.Delay(TimeSpan.FromSeconds(10));
        if (await Task.{|AJ1004:WhenAny|}(call, timeout) == timeout)
            throw new TimeoutException();
        return await call;
    }
}
