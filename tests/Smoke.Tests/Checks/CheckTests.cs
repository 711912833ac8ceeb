using System.Net;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Smoke.Cases;
using AsyncJobs.Smoke.Running;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Smoke.Tests.Checks;

/// <summary>A check fails where what it sees is not as it should be. That they pass where it is, the local run shows.</summary>
public sealed class CheckTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task None_passes_where_there_are_no_jobs()
    {
        using Deployment deployment = Deploy(static _ => FakeApi.Reply(HttpStatusCode.NotFound));

        IReadOnlyList<CheckOutcome> outcomes = await CheckRun.RunAsync(AllChecks.List, deployment, TextWriter.Null);

        Assert.All(outcomes, static outcome => Assert.True(outcome.Verdict == Verdict.Failed, $"{outcome.Name}: {outcome.Saw}"));
    }

    [Fact]
    public async Task On_the_local_host_those_are_skipped_that_need_AWS()
    {
        using Deployment deployment = new(new SmokeOptions(new Uri("http://localhost/")), new FakeApi(static _ => FakeApi.Reply(HttpStatusCode.NotFound)));

        IReadOnlyList<CheckOutcome> outcomes = await CheckRun.RunAsync(AllChecks.List, deployment, TextWriter.Null);

        Assert.Equal(
            AllChecks.List.Where(static check => check.NotLocally is not null).Select(static check => check.Name),
            outcomes.Where(static outcome => outcome.Verdict == Verdict.Skipped).Select(static outcome => outcome.Name));
    }

    [Fact]
    public async Task A_check_that_does_not_end_has_failed()
    {
        FakeTimeProvider time = new();
        using Deployment deployment = new(new SmokeOptions(new Uri("http://localhost/")), new FakeApi(static _ => FakeApi.Reply(HttpStatusCode.OK)), time);
        Check endless = new("endless", async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        });

        Task<IReadOnlyList<CheckOutcome>> run = CheckRun.RunAsync([endless], deployment, TextWriter.Null);
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        CheckOutcome outcome = Assert.Single(await run);
        Assert.Equal((Verdict.Failed, "It did not end within 5 minutes."), (outcome.Verdict, outcome.Saw));
    }

    [Fact]
    public async Task A_callback_with_a_right_signature_passes() =>
        Assert.Contains("DELIVERED", await CallbackAsync(FakeApi.Primes(), Secret, "DELIVERED"), StringComparison.Ordinal);

    [Theory]
    [InlineData("whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=", "j1", "DELIVERED", "No signature is right.")]
    [InlineData(Secret, "j2", "DELIVERED", "The job of the callback is (j2, Succeeded)")]
    [InlineData(Secret, "j1", "FAILED", "The callback's state is FAILED")]
    public async Task Any_other_callback_fails(string secret, string id, string state, string message)
    {
        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => CallbackAsync(FakeApi.Primes(id), secret, state));

        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_another_caller_can_read_or_cancel_fails()
    {
        foreach (HttpMethod open in (HttpMethod[])[HttpMethod.Get, HttpMethod.Delete])
        {
            using Deployment deployment = Deploy(request =>
                request.Headers.Authorization?.Parameter == "stranger" && request.Method != open ? FakeApi.Reply(HttpStatusCode.NotFound) : FakeApi.Job(FakeApi.Primes()));

            CheckFailedException failure = await Assert.ThrowsAsync<CheckFailedException>(() => Callers.StrangerAsync(deployment, Token));

            Assert.StartsWith($"{open} /jobs/j1 answered 200, and should answer 404", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_API_that_is_open_fails()
    {
        using Deployment deployment = Deploy(static _ => FakeApi.Job(FakeApi.Primes()));

        CheckFailedException failure = await Assert.ThrowsAsync<CheckFailedException>(() => Callers.NobodyAsync(deployment, Token));

        Assert.StartsWith("POST /primes answered 200, and should answer 401", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_job_that_a_reader_had_to_end_fails()
    {
        using Deployment deployment = Deploy(static _ => FakeApi.Job(
            """{"id":"j1","job":"frozen","status":"FAILED","createdAt":"2026-01-01T00:00:00Z","startedAt":null,"finishedAt":"2026-01-01T00:00:01Z","attempt":1,"result":null,"error":{"errorCode":1003,"requestId":"r","message":"The worker was lost."}}"""));

        CheckFailedException failure = await Assert.ThrowsAsync<CheckFailedException>(() => Endings.KilledAsync(deployment, Token));

        Assert.Equal("The error code is 1003, and should be 1004.", failure.Message);
    }

    [Fact]
    public void The_last_line_of_the_table_counts_and_no_reply_breaks_a_line()
    {
        string table = CheckTable.Write(
        [
            new("one", Verdict.Passed, TimeSpan.FromSeconds(1.5), "fine"),
            new("another", Verdict.Failed, TimeSpan.FromSeconds(90), "1\n2\u001b[2J"),
            new("third", Verdict.Skipped, TimeSpan.Zero, "not here"),
        ]);

        Assert.Equal(
            "\n  passed   one         1.5 s  fine\n  failed   another    90.0 s  1 2 [2J\n  skipped  third              not here\n\n1 passed, 1 failed, 1 skipped\n",
            table);
    }

    [Fact]
    public void A_secret_that_is_missing_is_named()
    {
        SmokeOptions local = SmokeOptions.Parse(["--url", "http://127.0.0.1:5080"], static _ => null);
        Assert.Equal(("http://127.0.0.1:5080/", null), (local.Url.AbsoluteUri, local.Stack));

        ArgumentException failure = Assert.Throws<ArgumentException>(
            static () => SmokeOptions.Parse(["--url", "https://api.example/", "--stack", "s"], static name => name == "SMOKE_WEBHOOK_SECRET" ? null : "x"));
        Assert.Equal("The environment variable SMOKE_WEBHOOK_SECRET is not set.", failure.Message);
        Assert.Throws<ArgumentException>(static () => SmokeOptions.Parse(["--url", "api.example"], static _ => null));
        Assert.Throws<ArgumentException>(static () => SmokeOptions.Parse([], static _ => null));
    }

    private static Deployment Deploy(Func<HttpRequestMessage, HttpResponseMessage> answer) => new(
        new SmokeOptions(new Uri("https://api.example/"))
        {
            Stack = "asyncjobs-smoke-0123456789ab",
            CallerToken = "caller",
            StrangerToken = "stranger",
            CallbackKey = "key",
            WebhookSecret = Secret,
        },
        new FakeApi(answer));

    // Of the job j1, of which the API itself says where its callback stands.
    private static async Task<string> CallbackAsync(string body, string secret, string state)
    {
        using Deployment deployment = Deploy(request => request.RequestUri!.AbsolutePath switch
        {
            "/callbacks/key" => FakeApi.Reply(HttpStatusCode.OK, Received($$"""{"type":"job.succeeded","timestamp":"2026-01-01T00:00:01.000Z","data":{{body}}}""", secret)),
            "/jobs/j1" => FakeApi.Job(FakeApi.Primes(members: $$""","callback":{"status":"{{state}}","attempts":1}""")),
            _ => FakeApi.Job(FakeApi.Primes()),
        });
        return await Callbacks.ReceivedAsync(deployment, Token);
    }

    private static string Received(string body, string secret)
    {
        string timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        byte[] key = Convert.FromBase64String(secret["whsec_".Length..]);
        string signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"j1.{timestamp}.{body}")));
        return $$"""{"headers":{"webhook-id":"j1","webhook-timestamp":"{{timestamp}}","webhook-signature":"v1,{{signature}}"},"body":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(body))}}"}""";
    }
}
