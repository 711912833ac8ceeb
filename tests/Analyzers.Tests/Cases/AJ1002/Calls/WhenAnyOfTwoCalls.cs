using Amazon.Lambda.Core;

public class Race(HttpClient http)
{
    public async Task<string> Fastest(string a, string b, ILambdaContext context)
    {
        var winner = await Task.WhenAny(http.{|AJ1002:GetStringAsync|}(a), http.{|AJ1002:GetStringAsync|}(b));
        return await winner;
    }
}
