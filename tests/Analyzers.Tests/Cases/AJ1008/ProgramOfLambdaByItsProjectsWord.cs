// outputkind: exe
// property: AWSProjectType = Lambda
public class Prices
{
    private readonly HttpClient _client = {|AJ1008:new()|};

    public Task<string> Read(CancellationToken stop) => _client.GetStringAsync("https://prices.example", stop);
}

public class Function
{
    private static readonly CancellationTokenSource s_stop = new();

    static Function() => Console.CancelKeyPress += (_, _) => s_stop.Cancel();

    // Run by hand.
    public static async Task Main() => Console.WriteLine(await new Prices().Read(s_stop.Token));

    public async Task<string> Handle(string name) => name + await new Prices().Read(s_stop.Token);
}
