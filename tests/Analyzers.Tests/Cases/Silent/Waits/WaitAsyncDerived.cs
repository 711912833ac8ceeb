using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var left = context.RemainingTime * 0.9;
        return await http.GetStringAsync(url).WaitAsync(left);
    }
}
