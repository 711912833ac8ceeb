// libraries: AmazonLambdaCore, PollyV7
using Polly;

public class Quotes(HttpClient http)
{
    public Task<string> Read() => Policy.{|AJ1005:TimeoutAsync|}(3).ExecuteAsync(Load);

    public async Task<string> Read(string url)
    {
        string text = await Policy.{|AJ1005:TimeoutAsync|}(3).ExecuteAsync(() => http.{|AJ1002:GetStringAsync|}(url));
        return text;
    }

    private async Task<string> Load() => await http.{|AJ1002:GetStringAsync|}("quotes");
}
