using System.Net.Http.Headers;
using AsyncJobs.Client;

namespace AsyncJobs.Smoke;

/// <summary>The deployed jobs, and those who call them.</summary>
internal sealed class Deployment : IDisposable
{
    private readonly HttpMessageHandler _handler;

    /// <param name="options">Where it is.</param>
    /// <param name="handler">What sends the requests; null for the network.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public Deployment(SmokeOptions options, HttpMessageHandler? handler = null, TimeProvider? time = null)
    {
        _handler = handler ?? new SocketsHttpHandler();
        IsLocal = options.Stack is null;
        Caller = ClientOf(options.Url, _handler, options.CallerToken);
        Stranger = ClientOf(options.Url, _handler, options.StrangerToken);
        Nobody = ClientOf(options.Url, _handler, "");
        WebhookSecret = options.WebhookSecret;
        CallbackPath = "callbacks/" + options.CallbackKey;
        Time = time ?? TimeProvider.System;
        Jobs = new AsyncJobClient(Caller, new AsyncJobClientOptions { TimeProvider = Time, MaxDelay = TimeSpan.FromSeconds(2) });
        Logs = options.Stack is null ? null : new FunctionLogs(options.Stack, Time);
    }

    /// <summary>Whether it is on the local host.</summary>
    public bool IsLocal { get; }

    /// <summary>The caller who starts the jobs.</summary>
    public HttpClient Caller { get; }

    /// <summary>Another caller.</summary>
    public HttpClient Stranger { get; }

    /// <summary>Somebody without a token.</summary>
    public HttpClient Nobody { get; }

    /// <summary>The jobs of the caller.</summary>
    public AsyncJobClient Jobs { get; }

    /// <summary>Where callbacks are received and shown, relative to the API.</summary>
    public string CallbackPath { get; }

    public string WebhookSecret { get; }

    /// <summary>What the functions wrote; null on the local host.</summary>
    public FunctionLogs? Logs { get; }

    public TimeProvider Time { get; }

    public void Dispose()
    {
        Caller.Dispose();
        Stranger.Dispose();
        Nobody.Dispose();
        _handler.Dispose();
    }

    private static HttpClient ClientOf(Uri url, HttpMessageHandler handler, string token) => new(handler, disposeHandler: false)
    {
        BaseAddress = url,
        DefaultRequestHeaders = { Authorization = token.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", token) },
    };
}
