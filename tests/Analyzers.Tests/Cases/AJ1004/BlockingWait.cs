using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient Client = new HttpClient();

    public string Handler(string url, ILambdaContext context)
    {
        var task = Client.GetStringAsync(url);
        if (!task.{|AJ1004:Wait|}(5000))
            throw new TimeoutException("no answer");
        return task.Result;
    }
}
