using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public int Handler(string a, string b, ILambdaContext context)
    {
        Task<string> first = s_http.GetStringAsync(a);
        Task<string> second = s_http.GetStringAsync(b);
        Task.{|AJ1004:WaitAll|}(new Task[] { first, second }, 8000);
        return (first.IsCompletedSuccessfully ? 1 : 0) + (second.IsCompletedSuccessfully ? 1 : 0);
    }
}
