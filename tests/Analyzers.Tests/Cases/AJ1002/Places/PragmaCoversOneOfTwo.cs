using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task Handler(string url, ILambdaContext context)
    {
#pragma warning disable AJ1002
        await http.GetAsync(url);
#pragma warning restore AJ1002
        await http.{|AJ1002:GetAsync|}(url);
    }
}
