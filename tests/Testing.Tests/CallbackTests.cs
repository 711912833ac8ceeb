using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AsyncJobs.Client;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Testing.Tests.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Testing.Tests;

/// <summary>Callbacks of a host go to the test.</summary>
public sealed class CallbackTests
{
    private const string Url = "https://hooks.example.com/done?token=1";

    private static readonly JobStartOptions s_told = new() { CallbackUrl = new Uri(Url) };

    // In seconds; by chance up to a tenth longer, which in a test they are.
    private static readonly int[] s_pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sent_is_signed_as_receivers_verify_it()
    {
        await using JobTestHost host = Host();

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(s_told, Cancelled), Cancelled);

        SentCallback sent = Assert.Single(host.Callbacks.Sent);
        Assert.Equal((Url, HttpStatusCode.OK), (sent.Url.AbsoluteUri, sent.StatusCode!.Value));
        Assert.Equal(job.FinishedAt, sent.SentAt);
        Assert.Equal(("application/json", job.Id), (sent.Headers["content-type"], sent.Headers["Webhook-Id"]));
        Assert.True(Verifies(host, sent, sent.Body.Span));
        Assert.False(Verifies(host, sent, "{}"u8));
        JsonElement told = JsonElement.Parse(sent.Body.Span);
        Assert.Equal("job.succeeded", told.GetProperty("type").GetString());
        JsonElement data = told.GetProperty("data");
        Assert.Equal(("SUCCEEDED", "done"), (data.GetProperty("status").GetString(), data.GetProperty("result").GetString()));
        Assert.Equal((JobCallbackStatus.Delivered, 1), await CallbackAsync(host, job.Id));
    }

    [Fact]
    public async Task A_request_registers_one()
    {
        await using JobTestHost host = Host();
        using HttpRequestMessage request = Request(Url);

        using HttpResponseMessage accepted = await host.HttpClient.SendAsync(request, Cancelled);
        JobRecord job = await host.RunToEndAsync(IdOf(accepted), Cancelled);

        Assert.Equal(JobCallbackStatus.Delivered, job.Callback!.Status);
        Assert.Single(host.Callbacks.Sent);
    }

    [Theory]
    [InlineData("https://elsewhere.example.com/")]
    [InlineData("http://hooks.example.com/")]
    public async Task One_that_is_not_allowed_is_refused_as_on_AWS(string url)
    {
        await using JobTestHost host = Host();
        using HttpRequestMessage request = Request(url);

        using HttpResponseMessage refused = await host.HttpClient.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(await host.ListAsync(Cancelled));
    }

    [Fact]
    public async Task Answers_that_the_test_chooses_come_in_their_order_and_the_pauses_cost_nothing()
    {
        await using JobTestHost host = Host();
        host.Callbacks.AnswerWith(HttpStatusCode.InternalServerError);
        host.Callbacks.TimeOut();
        host.Callbacks.RefuseConnections();

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(s_told, Cancelled), Cancelled);

        IReadOnlyList<SentCallback> sent = host.Callbacks.Sent;
        Assert.Equal([HttpStatusCode.InternalServerError, null, null, HttpStatusCode.OK], sent.Select(static callback => callback.StatusCode));
        Assert.Equal([0, 5.5, 5.5 + 20 + 330, 355.5 + 1980], sent.Select(callback => (callback.SentAt - job.FinishedAt!.Value).TotalSeconds));
        Assert.Equal((JobCallbackStatus.Delivered, 4), await CallbackAsync(host, job.Id));
    }

    [Fact]
    public async Task After_ten_tries_in_more_than_three_days_it_is_given_up()
    {
        await using JobTestHost host = Host();
        host.Callbacks.AnswerWith(HttpStatusCode.ServiceUnavailable, times: 10);

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(s_told, Cancelled), Cancelled);

        Assert.Equal(s_pauses.Sum() * 1.1, (host.Callbacks.Sent[^1].SentAt - job.FinishedAt!.Value).TotalSeconds);
        Assert.Equal((JobCallbackStatus.Failed, 10), await CallbackAsync(host, job.Id));
        Assert.Contains(host.Log, static entry => entry is { Event: "callback.not-delivered", Message: "The receiver answered with 503." });
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_not_asked_again()
    {
        await using JobTestHost host = Host();
        host.Callbacks.AnswerWith(HttpStatusCode.Gone);

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(s_told, Cancelled), Cancelled);

        Assert.Equal((JobCallbackStatus.Failed, 1), await CallbackAsync(host, job.Id));
    }

    [Fact]
    public async Task A_worker_that_is_killed_before_its_callback_leaves_it_to_the_next()
    {
        await using JobTestHost host = Host();
        host.Faults.KillWorkersAfterOutcome();

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(s_told, Cancelled), Cancelled);

        SentCallback sent = Assert.Single(host.Callbacks.Sent);
        Assert.Equal(TimeSpan.FromMinutes(1), sent.SentAt - job.FinishedAt);
        Assert.Equal((JobCallbackStatus.Delivered, 1), await CallbackAsync(host, job.Id));
    }

    [Fact]
    public async Task A_cancel_is_told_within_the_request()
    {
        await using JobTestHost host = Host();
        host.Faults.DelayEvents(TimeSpan.FromMinutes(5));
        using HttpRequestMessage request = Request(Url);
        using HttpResponseMessage accepted = await host.HttpClient.SendAsync(request, Cancelled);
        host.Callbacks.AnswerWith(HttpStatusCode.BadGateway);

        using HttpResponseMessage reply = await host.HttpClient.DeleteAsync(accepted.Headers.Location, Cancelled);
        JsonElement status = await reply.Content.ReadFromJsonAsync<JsonElement>(Cancelled);

        Assert.Equal(("PENDING", 1), (status.GetProperty("callback").GetProperty("status").GetString(), host.Callbacks.Sent.Count));
        string id = IdOf(accepted);
        await host.RunToEndAsync(id, Cancelled);
        Assert.Equal((JobCallbackStatus.Delivered, 2), await CallbackAsync(host, id));
    }

    [Fact]
    public async Task The_receiving_application_answers_where_the_test_has_one()
    {
        const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        using Receiver receiver = new(new WebhookVerifier(Secret));
        await using JobTestHost host = Host(options => options.UseCallbacks(["*.example.com"], Secret, receiver));
        host.Callbacks.AnswerWith(HttpStatusCode.BadGateway);

        JobSnapshot<string> job = await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(s_told, Cancelled), Cancelled);

        HttpStatusCode?[] answers = [HttpStatusCode.BadGateway, HttpStatusCode.NoContent];
        Assert.Equal(answers, host.Callbacks.Sent.Select(static callback => callback.StatusCode));
        Assert.Equal(Secret, host.Callbacks.Secret);
        Assert.Equal((JobCallbackStatus.Delivered, 2), await CallbackAsync(host, job.Id));
    }

    [Fact]
    public async Task A_host_without_callbacks_says_how_to_turn_them_on()
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.App);
        using HttpRequestMessage request = Request(Url);

        using HttpResponseMessage refused = await host.HttpClient.SendAsync(request, Cancelled);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => host.Callbacks);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("UseCallbacks", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_or_secret_that_is_none_is_refused_at_once()
    {
        JobTestHostOptions options = new();

        Assert.Throws<ArgumentException>(() => options.UseCallbacks([]));
        Assert.Throws<ArgumentException>(() => options.UseCallbacks(["https://hooks.example.com"]));
        Assert.DoesNotContain(
            "c2hvcnQ=",
            Assert.Throws<ArgumentException>(() => options.UseCallbacks(["hooks.example.com"], "whsec_c2hvcnQ=")).Message,
            StringComparison.Ordinal);
    }

    private static JobTestHost Host(Action<JobTestHostOptions>? configure = null) => JobTestHost.Create(
        AppJobs.Create(services => services.AddSingleton<Script>(static (_, _) => Task.FromResult("done"))),
        configure ?? (static options => options.UseCallbacks(["hooks.example.com"])));

    private static HttpRequestMessage Request(string url) =>
        new(HttpMethod.Post, new Uri("/scripts", UriKind.Relative)) { Headers = { { "x-callback-url", url } } };

    private static string IdOf(HttpResponseMessage accepted) => accepted.Headers.Location!.ToString().Split('/')[^1];

    private static bool Verifies(JobTestHost host, SentCallback sent, ReadOnlySpan<byte> body)
    {
        WebhookVerifier verifier = new(host.Callbacks.Secret, time: host.Time);
        return verifier.TryVerify(
            sent.Headers[WebhookVerifier.IdHeader],
            sent.Headers[WebhookVerifier.TimestampHeader],
            sent.Headers[WebhookVerifier.SignatureHeader],
            body);
    }

    private static async Task<(JobCallbackStatus Status, int Attempts)> CallbackAsync(JobTestHost host, string id)
    {
        JobCallback callback = (await host.FindAsync(id, Cancelled))!.Callback!;
        return (callback.Status, callback.Attempts);
    }

    private sealed class Receiver(WebhookVerifier verifier) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            bool isRight = verifier.TryVerify(
                Header(WebhookVerifier.IdHeader), Header(WebhookVerifier.TimestampHeader), Header(WebhookVerifier.SignatureHeader), body);
            return new HttpResponseMessage(isRight ? HttpStatusCode.NoContent : HttpStatusCode.Unauthorized);

            string Header(string name) => request.Headers.GetValues(name).Single();
        }
    }
}
