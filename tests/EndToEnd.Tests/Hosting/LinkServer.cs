using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>A server with the links of a real web site: good ones, and every way of being bad.</summary>
public sealed class LinkServer : IAsyncLifetime
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping = new();
    private int _hits;
    private int _open;
    private int _mostOpen;

    public LinkServer()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(AnswerAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>How many requests for <c>/counted</c> came.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>How many requests for <c>/together</c> were open at once, at most.</summary>
    public int MostOpen => Volatile.Read(ref _mostOpen);

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        switch (context.Request.Path.Value)
        {
            case "/good":
                await response.WriteAsync("hello", gone.Token);
                break;
            case "/counted":
                Interlocked.Increment(ref _hits);
                break;
            case "/together":
                await MeetAsync(gone.Token);
                break;
            case "/moved":
                response.Redirect("/good");
                break;
            case "/moved-to-missing":
                response.Redirect("/missing");
                break;
            case "/circle":
                response.Redirect("/circle");
                break;
            case "/moved-to-file":
                response.Redirect("file:///etc/passwd");
                break;
            case "/error":
                response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case "/reset":
                context.Abort();
                break;
            case "/hanging":
                await Task.Delay(Timeout.Infinite, gone.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            default:
                response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    // Answers once eight are here, or as many as will come.
    private async Task MeetAsync(CancellationToken cancellationToken)
    {
        int open = Interlocked.Increment(ref _open);
        InterlockedMax(open);
        for (int i = 0; i < 20 && Volatile.Read(ref _open) <= 8; i++)
            await Task.Delay(10, cancellationToken);
        Interlocked.Decrement(ref _open);
    }

    private void InterlockedMax(int open)
    {
        for (int most = _mostOpen; open > most; most = _mostOpen)
            Interlocked.CompareExchange(ref _mostOpen, open, most);
    }
}
