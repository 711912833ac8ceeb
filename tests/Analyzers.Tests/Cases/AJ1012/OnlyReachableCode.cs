// libraries: AmazonLambdaDurable
// editorconfig: asyncjobs_scope = reachable
using Amazon.Lambda.DurableExecution;

public class Orders(HttpClient http)
{
    public Task<string> Workflow(string url, IDurableContext context) => context.StepAsync((_, token) => {|AJ1012:Read|}(url, token));

    private Task<string> Read(string url, CancellationToken token) => http.GetStringAsync(url, token);
}

public class Nobody(HttpClient http)
{
    public Func<IStepContext, CancellationToken, Task<string>> Body(string url) => (_, token) => http.GetStringAsync(url, token);
}
