using Amazon.Lambda.Core;

public class Function
{
    static HttpClient client = new HttpClient();

    public async Task<string> FunctionHandler(string input, ILambdaContext context)
    {
        CancellationToken token = CancellationToken.None;
        context.Logger.LogLine("calling");
        return await client.{|AJ1002:GetStringAsync|}(input, token);
    }
}
