// libraries: AmazonLambdaCore, RestSharpV108
using System;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using RestSharp;

public interface IApiSettings
{
    int Timeout { get; }
}

public sealed class ApiSettings : IApiSettings
{
    public int Timeout { get; set; } = 100000;
}

public sealed class RemainingSettings : IRemaining
{
    private readonly ILambdaContext _context;

    public RemainingSettings(ILambdaContext context) => _context = context;

    public int Milliseconds => (int)Math.Max(1, (_context.RemainingTime - TimeSpan.FromSeconds(2)).TotalMilliseconds);
}

public interface IRemaining
{
    int Milliseconds { get; }
}

public class Function
{
    private readonly IApiSettings _settings;

    public Function(IApiSettings settings) => _settings = settings;

    public async Task<string?> Handle(string id, ILambdaContext context)
    {
        var client = new RestClient(new RestClientOptions("https://api.example/")
        {
            {|AJ1006:MaxTimeout = _settings.Timeout|},
        });
        IRemaining remaining = new RemainingSettings(context);
        var other = new RestClient(new RestClientOptions("https://api.example/")
        {
            MaxTimeout = remaining.Milliseconds,
        });
        await other.ExecuteAsync(new RestRequest(id));
        return (await client.ExecuteAsync(new RestRequest(id))).Content;
    }
}
