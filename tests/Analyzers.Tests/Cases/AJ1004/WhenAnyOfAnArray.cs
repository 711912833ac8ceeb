using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<int> Handler(string url, ILambdaContext context)
    {
        var response = http.GetAsync(url, HttpCompletionOption.ResponseContentRead);
        var timer = Task.Delay(millisecondsDelay: 3000);
        Task done = await Task.{|AJ1004:WhenAny|}(new Task[] { response, timer });
        return ReferenceEquals(done, response) ? (int)response.Result.StatusCode : 504;
    }
}
