using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        {|AJ1008:http.Timeout = context.RemainingTime / 2|};
        var response = await http.GetAsync(url);
        return await response.Content.ReadAsStringAsync();
    }
}
