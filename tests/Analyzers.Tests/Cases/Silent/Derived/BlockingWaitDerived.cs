using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public bool Handler(string url, ILambdaContext context) => http.GetStringAsync(url).Wait((int)(context.RemainingTime.TotalMilliseconds / 2));
}
