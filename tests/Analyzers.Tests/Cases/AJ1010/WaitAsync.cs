using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public Task<string> Handler(string url, ILambdaContext context) =>
        http.GetStringAsync(url).WaitAsync({|AJ1010:context.RemainingTime - TimeSpan.FromSeconds(1)|});
}
