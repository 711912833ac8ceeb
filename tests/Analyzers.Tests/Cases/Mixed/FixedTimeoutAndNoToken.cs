using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new() { {|AJ1001:Timeout = TimeSpan.FromSeconds(10)|} };

    public async Task<string> FunctionHandler(string input, ILambdaContext context)
    {
        var response = await s_http.{|AJ1002:GetAsync|}("https://example.com/" + input);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}
