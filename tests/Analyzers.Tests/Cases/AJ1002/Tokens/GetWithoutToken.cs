using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string input, ILambdaContext context)
    {
        using var response = await s_http.{|AJ1002:GetAsync|}("https://example.com/" + input);
        return await response.Content.ReadAsStringAsync();
    }
}
