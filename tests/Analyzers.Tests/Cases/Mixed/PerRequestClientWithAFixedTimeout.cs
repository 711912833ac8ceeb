using Amazon.Lambda.Core;

public class Function
{
    public async Task<string> FunctionHandler(string input, ILambdaContext context)
    {
        using var client = {|AJ1008:new HttpClient()|};
        {|AJ1001:client.Timeout = TimeSpan.FromSeconds(25)|};
        return await client.{|AJ1002:GetStringAsync|}(input);
    }
}
