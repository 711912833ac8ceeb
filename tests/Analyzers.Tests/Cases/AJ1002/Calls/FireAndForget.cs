using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public string Handler(string message, ILambdaContext context)
    {
        _ = http.{|AJ1002:PostAsync|}("https://metrics.example", new StringContent(message));
        return "queued";
    }
}
