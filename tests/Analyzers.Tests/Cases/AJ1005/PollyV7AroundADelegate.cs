// libraries: AmazonLambdaCore, PollyV7
using Polly;

public sealed class Quotes(HttpClient http)
{
    public async Task Local(CancellationToken stop)
    {
        Func<CancellationToken, Task> load = token => http.GetStringAsync("quotes", token);
        await Policy.{|AJ1005:TimeoutAsync|}(3).ExecuteAsync(load, stop);
    }

    public Task Unseen(Func<CancellationToken, Task> load, CancellationToken stop) => Policy.{|AJ1005:TimeoutAsync|}(3).ExecuteAsync(load, stop);

    public Task Passed(CancellationToken stop) => Run(token => http.GetStringAsync("quotes", token), stop);

    private static Task Run(Func<CancellationToken, Task> work, CancellationToken stop) =>
        Policy.{|AJ1005:TimeoutAsync|}(3).ExecuteAsync(work, stop);
}
