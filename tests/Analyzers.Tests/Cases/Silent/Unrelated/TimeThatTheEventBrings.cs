// libraries: AmazonLambdaCore, AmazonLambdaAnnotations
using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class Order
{
    public string Url { get; set; } = "";

    public int TimeoutInMilliseconds { get; set; }

    public int Minutes { get; set; }

    public int Milliseconds => Minutes * 60 * 1000;

    public Limits? Limits { get; set; }
}

public sealed class Limits
{
    public int Seconds { get; set; }
}

public sealed class Function(HttpClient http)
{
    public Task<string> Handle(Order order, ILambdaContext context) =>
        http.GetStringAsync(order.Url, new CancellationTokenSource(order.TimeoutInMilliseconds).Token);

    public Task<string> Computed(Order order, ILambdaContext context) =>
        http.GetStringAsync(order.Url, new CancellationTokenSource(order.Milliseconds).Token);

    public Task<string> Helped(Order order, ILambdaContext context) => Get(order, order.Limits!);

    public async Task<string> Read(string body, ILambdaContext context)
    {
        Order order = JsonSerializer.Deserialize<Order>(body)!;
        using CancellationTokenSource limit = new(order.TimeoutInMilliseconds);
        return await http.GetStringAsync(order.Url, limit.Token);
    }

    [LambdaFunction]
    public async Task<string> Annotated(Order order)
    {
        using CancellationTokenSource limit = new(order.TimeoutInMilliseconds);
        return await http.GetStringAsync(order.Url, limit.Token);
    }

    [AsyncJob("POST /orders")]
    public async Task<string> Job(Order order)
    {
        using CancellationTokenSource limit = new();
        limit.CancelAfter(order.TimeoutInMilliseconds);
        return await http.GetStringAsync(order.Url, limit.Token);
    }

    private async Task<string> Get(Order order, Limits limits)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(limits.Seconds));
        return await http.GetStringAsync(order.Url, limit.Token);
    }
}
