using Amazon.Lambda.Core;

public class Hedge(HttpClient http)
{
    public async Task<string?> First(string a, string b, ILambdaContext context)
    {
        var one = http.GetStringAsync(a);
        var two = http.GetStringAsync(b);
        var winner = await Task.{|AJ1004:WhenAny|}(one, two, Task.Delay(TimeSpan.FromSeconds(1)));
        return winner is Task<string> text ? await text : null;
    }
}
