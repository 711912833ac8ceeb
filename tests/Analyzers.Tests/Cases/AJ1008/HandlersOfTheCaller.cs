// libraries: AmazonLambdaCore, MicrosoftExtensionsHttp
// A handler that somebody else makes anew for each invocation is as good as one of the client's own.
using Amazon.Lambda.Core;
using AsyncJobs;
using Microsoft.Extensions.DependencyInjection;

public class Sms
{
    private readonly HttpMessageHandler _handler;

    public Sms(HttpMessageHandler handler) => _handler = handler;

    public async Task<string> Send(string url, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new HttpClient(_handler)|};
        return await client.GetStringAsync(url, token);
    }
}

public class Mail(HttpMessageHandler handler)
{
    private readonly HttpClient _client = {|AJ1008:new HttpClient(handler)|};

    public Task<string> Send(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public class Optional(HttpMessageHandler? handler = null)
{
    private readonly HttpClient _client = {|AJ1008:new(handler ?? new SocketsHttpHandler())|};

    public Task<string> Send(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public class Scoped
{
    private readonly HttpClientHandler _handler;
    private readonly HttpClient _client;

    public Scoped()
    {
        _handler = new HttpClientHandler();
        _client = {|AJ1008:new HttpClient(_handler)|};
        _handler.AllowAutoRedirect = false;
    }

    public Task<string> Get(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

// Over one that is shared, or by an object that is kept.
public class SharedSms(HttpMessageHandler handler)
{
    public async Task<string> Send(string url, CancellationToken token)
    {
        using HttpClient client = new(handler, disposeHandler: false);
        return await client.GetStringAsync(url, token);
    }
}

// Kept, with the handler that it was given.
public class KeptSms(HttpMessageHandler handler)
{
    public async Task<string> Send(string url, CancellationToken token)
    {
        using HttpClient client = new(handler, disposeHandler: false);
        return await client.GetStringAsync(url, token);
    }
}

public class Single
{
    private readonly HttpClientHandler _handler = new();

    public async Task<string> Get(string url, CancellationToken token)
    {
        using HttpClient client = new(_handler, disposeHandler: false);
        return await client.GetStringAsync(url, token);
    }
}

public static class Clients
{
    private static readonly SocketsHttpHandler s_handler = new();
    private static SocketsHttpHandler? s_made;

    private static SocketsHttpHandler New => new();

    private static SocketsHttpHandler Kept => s_made ??= new SocketsHttpHandler();

    public static HttpClient Create(string url)
    {
        SocketsHttpHandler handler = CreateHandler();
        if (url.Length > 10)
            handler.AllowAutoRedirect = false;
        return {|AJ1008:new HttpClient(handler, disposeHandler: true) { BaseAddress = new Uri(url) }|};
    }

    public static HttpClient OfProperty() => {|AJ1008:new(New)|};

    public static HttpClient OfKept() => new(Kept, disposeHandler: false);

    public static HttpClient OfShared() => new(GetHandler(), disposeHandler: false);

    public static HttpClient OfOne(bool isShared) => new(isShared ? s_handler : new SocketsHttpHandler(), disposeHandler: false);

    public static HttpClient Replaced()
    {
        SocketsHttpHandler handler = new();
        handler = s_handler;
        return new HttpClient(handler, disposeHandler: false);
    }

    private static SocketsHttpHandler CreateHandler() => new() { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(15) };

    private static SocketsHttpHandler GetHandler() => s_handler;
}

public class Function
{
    private static readonly SocketsHttpHandler s_handler = new();
    private readonly SharedSms _shared = new(s_handler);
    private readonly KeptSms _kept = new(new SocketsHttpHandler());
    private HttpMessageHandler? _handler;
    private HttpMessageHandler? _given;

    // Tests call it.
    public void OverrideHandler(HttpMessageHandler handler) => _handler = handler;

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        Give(s_handler);
        HttpMessageHandler handler = _handler ?? new HttpClientHandler();
        Sms sms = new(handler);
        using HttpClient made = Clients.Create(url);
        using HttpClient one = Clients.OfProperty();
        using HttpClient two = Clients.OfKept();
        using HttpClient three = Clients.OfShared();
        using HttpClient four = Clients.OfOne(isShared: true);
        using HttpClient five = Clients.Replaced();
        using HttpClient six = new(_given ?? new SocketsHttpHandler(), disposeHandler: false);
        return await sms.Send(url, budget.Token)
            + await new Mail(new SocketsHttpHandler()).Send(url, budget.Token)
            + await new Optional().Send(url, budget.Token)
            + await new SharedSms(s_handler).Send(url, budget.Token)
            + await _shared.Send(url, budget.Token)
            + await _kept.Send(url, budget.Token)
            + await Get(url, new SocketsHttpHandler(), budget.Token)
            + await GetOver(url, s_handler, budget.Token)
            + await made.GetStringAsync(url, budget.Token)
            + await one.GetStringAsync(url, budget.Token)
            + await two.GetStringAsync(url, budget.Token)
            + await three.GetStringAsync(url, budget.Token)
            + await four.GetStringAsync(url, budget.Token)
            + await five.GetStringAsync(url, budget.Token)
            + await six.GetStringAsync(url, budget.Token);
    }

    private void Give(HttpMessageHandler handler) => _given = handler;

    private static async Task<string> Get(string url, HttpMessageHandler handler, CancellationToken token)
    {
        using HttpClient client = {|AJ1008:new(handler)|};
        return await client.GetStringAsync(url, token);
    }

    private static async Task<string> GetOver(string url, HttpMessageHandler handler, CancellationToken token)
    {
        using HttpClient client = new(handler, disposeHandler: false);
        return await client.GetStringAsync(url, token);
    }
}

public static class Startup
{
    public static void Configure(IServiceCollection services)
    {
        services.AddScoped<Scoped>();
        services.AddSingleton<Single>();
    }
}
