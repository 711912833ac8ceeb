using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string[]> Handler(string[] urls, ILambdaContext context)
    {
        var tasks = urls.Select(url => http.GetStringAsync(url)).ToList();
        return await Task.WhenAll(tasks).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(20));
    }
}
