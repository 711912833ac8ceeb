using Amazon.Lambda.Core;

public class Function
{
    private static readonly HttpClient s_http = new();

    public string Handler(string primary, string mirror, ILambdaContext context)
    {
        var tasks = new[] { s_http.GetStringAsync(primary), s_http.GetStringAsync(mirror) };
        int index = Task.{|AJ1004:WaitAny|}(tasks, TimeSpan.FromSeconds(4));
        return index < 0 ? "" : tasks[index].Result;
    }
}
