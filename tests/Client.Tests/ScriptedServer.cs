using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Client.Tests;

/// <summary>
/// Answers requests within the call, so that all there is to wait for is virtual time: when <see cref="Advance"/> returns, every client has done what
/// it does by then.
/// </summary>
internal sealed class ScriptedServer : HttpMessageHandler
{
    private readonly long _start;
    private readonly Queue<Func<HttpResponseMessage>> _script = new();

    public ScriptedServer()
    {
        _start = Time.GetTimestamp();
        Answer = _ => _script.Dequeue()();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public List<SentRequest> Requests { get; } = [];

    public SentRequest Last => Requests[^1];

    public TimeSpan Elapsed => Time.GetElapsedTime(_start);

    /// <summary>Gives the reply; from what was enqueued unless set.</summary>
    public Func<SentRequest, HttpResponseMessage> Answer { get; set; }

    public ScriptedServer Then(params Func<HttpResponseMessage>[] replies)
    {
        foreach (Func<HttpResponseMessage> reply in replies)
            _script.Enqueue(reply);
        return this;
    }

    /// <summary>Makes a client without random pauses, unless it is given other options.</summary>
    public AsyncJobClient Client(AsyncJobClientOptions? options = null, Action<HttpClient>? configure = null)
    {
        HttpClient http = new(this, disposeHandler: false)
        {
            BaseAddress = new Uri("https://api.example/prod/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        configure?.Invoke(http);
        return new AsyncJobClient(http, options ?? Options());
    }

    public AsyncJobClientOptions Options(double random = 0, TimeSpan? preferWait = null, params Uri[] trusted) => new()
    {
        TimeProvider = Time,
        NextRandom = () => random,
        PreferWait = preferWait,
        TrustedOrigins = trusted,
    };

    public Task<AsyncJob<CheckReport>> StartAsync(AsyncJobClient? client = null, AsyncJobStartOptions? options = null) =>
        StartUntilAsync(TestContext.Current.CancellationToken, client, options);

    public Task<AsyncJob<CheckReport>> StartUntilAsync(CancellationToken token, AsyncJobClient? client = null, AsyncJobStartOptions? options = null) =>
        (client ?? Client()).StartAsync(
            "link-checks", new CheckRequest("example.org"), CheckJson.Default.CheckRequest, CheckJson.Default.CheckReport, options, token);

    public AsyncJob<CheckReport> Resume(AsyncJobClient? client = null) =>
        (client ?? Client()).Resume(new Uri("https://api.example/prod/jobs/job1"), CheckJson.Default.CheckReport);

    /// <summary>Lets virtual time pass in small steps: a timer that is due within a step sees the end of the step as the time.</summary>
    public void Advance(double seconds, double step = 0.01)
    {
        TimeSpan end = Elapsed + TimeSpan.FromSeconds(seconds);
        while (Elapsed < end)
            Time.Advance(TimeSpan.FromSeconds(Math.Min(step, (end - Elapsed).TotalSeconds)));
    }

    /// <summary>Gives what must be over by now, and fails instead of hanging if it is not.</summary>
    public static Task<T> Ended<T>(Task<T> task) =>
        task.IsCompleted ? task : throw new TimeoutException("The virtual time of the test is over and the client still waits.");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            SentRequest sent = new(
                Elapsed,
                request.Method.Method,
                request.RequestUri!.AbsoluteUri,
                request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
                request.Content is null ? null : new StreamReader(request.Content.ReadAsStream(cancellationToken)).ReadToEnd())
            {
                ContentType = request.Content?.Headers.ContentType?.ToString(),
            };
            Requests.Add(sent);
            HttpResponseMessage response = Answer(sent);
            response.RequestMessage ??= request;
            return Task.FromResult(response);
        }
        catch (Exception exception)
        {
            return Task.FromException<HttpResponseMessage>(exception);
        }
    }
}
