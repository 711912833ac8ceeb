using Amazon.Lambda.Core;

public class Pager
{
    private readonly HttpClient _client;

    public Pager() => _client = {|AJ1008:new HttpClient()|};

    public Task<string> Call(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public class Texts
{
    private readonly HttpClient _client = {|AJ1008:new()|};

    public Task<string> Send(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public class Alarm(Texts texts)
{
    public Task<string> Ring(string url, CancellationToken token) => texts.Send(url, token);
}

public class Function
{
    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Alarm alarm = new(new Texts());
        return await new Pager().Call(url, source.Token) + await alarm.Ring(url, source.Token);
    }
}
