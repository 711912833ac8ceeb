// libraries: AmazonLambdaCore
// A collection is filled behind a question mark, in a class of its own as well as elsewhere.
using Amazon.Lambda.Core;

public class Limits
{
    public List<TimeSpan>? All { get; set; }

    public Dictionary<string, TimeSpan>? Named { get; set; }
}

public static class Setup
{
    public static void Fill(Limits? limits)
    {
        limits?.All?.Add(TimeSpan.FromSeconds(4));
        limits!.Named?.TryAdd("bus", TimeSpan.FromSeconds(6));
    }
}

public class Function(HttpClient http, Limits limits)
{
    private readonly Queue<int>? _seconds = new();

    public void Put() => _seconds?.Enqueue(5);

    public async Task<string> Handle(int index, ILambdaContext context)
    {
        using var source = {|AJ1003:new CancellationTokenSource(limits.All![index])|};
        return await http.GetStringAsync("x", source.Token);
    }

    public async Task<string> OfName(string mode)
    {
        using var source = {|AJ1003:new CancellationTokenSource(limits.Named![mode])|};
        return await http.GetStringAsync("x", source.Token);
    }

    public async Task<string> Next()
    {
        using var source = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(_seconds!.Dequeue()))|};
        return await http.GetStringAsync("x", source.Token);
    }
}
