using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context) =>
        await http.GetStringAsync(url).WaitAsync({|AJ1007:context.RemainingTime|});
}
