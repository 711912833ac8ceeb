using Amazon.Lambda.Core;

public class Function
{
    private readonly HttpClient _http = new HttpClient();

    public string Handler(string url, ILambdaContext context)
    {
        var first = _http.{|AJ1002:GetStringAsync|}(url).Result;
        var second = _http.{|AJ1002:GetAsync|}(url).GetAwaiter().GetResult();
        return first + (int)second.StatusCode;
    }
}
