using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public Task<int> Handler(string url, ILambdaContext context) =>
        http.GetStringAsync(url).ContinueWith(t => t.Result.Length).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(12));
}
