// libraries: AmazonLambdaCore, PollyV7
using Polly;

public class Waits(HttpClient http)
{
    public Task Instance() => Policy.{|AJ1005:TimeoutAsync|}(3).ExecuteAsync(Wait);
    public Task Generic() => Policy.{|AJ1005:TimeoutAsync|}(3).ExecuteAsync(WaitFor<int>);
    public Task Delegate() => Policy.{|AJ1005:TimeoutAsync|}(3).ExecuteAsync(new Func<Task>(Wait));
    public Task Token(CancellationToken stop) => Policy.{|AJ1005:TimeoutAsync|}(3).ExecuteAsync(WithToken, stop);

    public async Task<string> Assigned(string url)
    {
        string text = await Policy.{|AJ1005:TimeoutAsync|}(9).ExecuteAsync(t => http.GetStringAsync(url, t), CancellationToken.None);
        return text;
    }

    public async Task Local()
    {
        async Task Inner() => await http.{|AJ1002:GetStringAsync|}("x");
        var policy = Policy.{|AJ1005:TimeoutAsync|}(3);
        await policy.ExecuteAsync(Inner);
    }

    private async Task Wait() => await Nested();
    private Task Nested() => http.{|AJ1002:GetStringAsync|}("x");
    private async Task<T?> WaitFor<T>() { await Nested(); return default; }
    private Task WithToken(CancellationToken stop) => http.GetStringAsync("x", stop);
}
