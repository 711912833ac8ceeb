using Amazon.Lambda.Core;

public class Function
{
    private static HttpClient http = new HttpClient();

    public Task<int> Handler(string url, ILambdaContext context)
    {
        return http.{|AJ1002:GetAsync|}(url).ContinueWith(t => (int)t.Result.StatusCode);
    }
}
