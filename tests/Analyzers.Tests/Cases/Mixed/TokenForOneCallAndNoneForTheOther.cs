using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(3))|};
        var head = await http.GetStringAsync(url + "/head", cts.Token);
        var tail = await http.{|AJ1002:GetStringAsync|}(url + "/tail");
        return head + tail;
    }
}
