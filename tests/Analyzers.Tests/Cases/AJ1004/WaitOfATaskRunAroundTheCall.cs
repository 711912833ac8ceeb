using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public string? Handler(string url, ILambdaContext context)
    {
        var work = Task.Run(() => http.GetStringAsync(url));
        return work.{|AJ1004:Wait|}(TimeSpan.FromSeconds(2)) ? work.Result : null;
    }
}
