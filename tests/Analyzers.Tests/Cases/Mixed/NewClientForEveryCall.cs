using Amazon.Lambda.Core;

public class Function
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using (var client = {|AJ1008:new HttpClient()|})
        {
            client.DefaultRequestHeaders.Add("Accept", "application/json");
            return await client.{|AJ1002:GetStringAsync|}(url);
        }
    }
}
