using Amazon.Lambda.Core;

public class Function
{
    private readonly HttpClient _client = new();

    public bool Handler(string url, ILambdaContext context) => _client.GetAsync(url).{|AJ1004:Wait|}(TimeSpan.FromSeconds(15));
}
