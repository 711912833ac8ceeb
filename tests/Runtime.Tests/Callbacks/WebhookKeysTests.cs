using AsyncJobs.Callbacks;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Callbacks;

/// <summary>Secrets that stand elsewhere: read for the first callback, and anew after some minutes.</summary>
public sealed class WebhookKeysTests
{
    // Milliseconds after which a test that waits for what does not come has failed.
    private const int Patience = 60_000;

    private static string Old => CallbackReceiver.Secrets[0];

    private static string New => CallbackReceiver.Secrets[1];

    [Fact(Timeout = Patience)]
    public async Task Another_secret_signs_some_minutes_later_without_a_deployment()
    {
        TestClock clock = new();
        SecretShelf shelf = new() { Text = Old };
        WebhookKeys keys = new(["secretsmanager:hooks"], shelf);
        Assert.Equal(0, shelf.Reads);

        Assert.Equal(await SignAsync(keys, clock), Sign(Old));
        shelf.Text = $"{New}\n{Old}";
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(await SignAsync(keys, clock), Sign(Old));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(await SignAsync(keys, clock), $"{Sign(New)} {Sign(Old)}");
        shelf.Text = New;
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(await SignAsync(keys, clock), Sign(New));
        Assert.Equal(3, shelf.Reads);
    }

    [Fact(Timeout = Patience)]
    public async Task One_that_cannot_be_read_anew_is_as_it_was_and_asked_for_again_in_a_minute()
    {
        TestClock clock = new();
        SecretShelf shelf = new() { Text = Old };
        WebhookKeys keys = new(["ssm:/hooks"], shelf);
        await SignAsync(keys, clock);
        shelf.Text = null;
        clock.Advance(TimeSpan.FromMinutes(5));

        (WebhookSigner signer, SecretUnreadableException? fault) = await keys.GetAsync(Endless(clock));
        (_, SecretUnreadableException? none) = await keys.GetAsync(Endless(clock));
        shelf.Text = New;
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((Sign(Old), "It is not there.", null), (signer.Sign("id", 1, "x"u8), fault?.Message, none));
        Assert.Equal(Sign(New), await SignAsync(keys, clock));
    }

    [Fact(Timeout = Patience)]
    public async Task One_that_does_not_come_is_as_it_was_after_two_seconds()
    {
        TestClock clock = new();
        SecretShelf shelf = new() { Text = Old };
        WebhookKeys keys = new(["ssm:/hooks"], shelf);
        await SignAsync(keys, clock);
        shelf.IsSilent = true;
        clock.Advance(TimeSpan.FromMinutes(5));

        Task<(WebhookSigner Signer, SecretUnreadableException? Fault)> asked = keys.GetAsync(Endless(clock)).AsTask();
        await clock.TimerAsync(TimeSpan.FromSeconds(2));
        clock.Advance(TimeSpan.FromSeconds(2));
        (WebhookSigner signer, SecretUnreadableException? fault) = await asked;

        Assert.Equal((Sign(Old), "It did not come within 2 s."), (signer.Sign("id", 1, "x"u8), fault?.Message));
        Assert.Equal(Sign(Old), await SignAsync(keys, clock));
        Assert.Equal(2, shelf.Reads);
    }

    [Fact(Timeout = Patience)]
    public async Task What_stands_there_and_is_no_secret_is_not_repeated()
    {
        SecretShelf shelf = new() { Text = """{"secret":"whsec_c2VjcmV0"}""" };
        WebhookKeys keys = new(["secretsmanager:hooks"], shelf);

        SecretUnreadableException fault = await Assert.ThrowsAsync<SecretUnreadableException>(
            async () => await keys.GetAsync(InvocationBudget.None));

        Assert.Contains("secretsmanager:hooks", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience)]
    [InlineData("secretsmanager:")]
    [InlineData("vault:hooks")]
    [InlineData("ssm:a b")]
    public void A_reference_that_is_none_is_a_malformed_secret(string text) =>
        Assert.Throws<ArgumentException>(() => new WebhookKeys([text], new SecretShelf()));

    [Fact(Timeout = Patience)]
    public void Where_nothing_can_be_referred_to_a_reference_is_a_malformed_secret() =>
        Assert.Throws<ArgumentException>(() => new CallbackOptions(["ssm:/hooks"], ["hooks.example.com"]));

    [Fact(Timeout = Patience)]
    public async Task A_callback_whose_secret_cannot_be_read_is_tried_later_and_the_log_says_what_is_missing()
    {
        await using CallbackReceiver receiver = await CallbackReceiver.StartAsync();
        SecretShelf shelf = new();
        Bed bed = new(callbacks: new CallbackOptions(["secretsmanager:hooks"], [CallbackReceiver.Host], allowsLoopback: false, shelf)
        {
            Network = receiver.Options().Network,
            Jitter = () => 1,
        });
        string id = (await bed.AcceptAsync(CallbackBed.Request())).Id;
        Task work = bed.WorkAsync();
        await bed.Clock.TimerAsync(TimeSpan.FromSeconds(5.5));
        bed.Clock.Advance(TimeSpan.FromSeconds(5.5));
        await work;
        Assert.Equal((0, JobCallbackStatus.Pending), (receiver.Count, bed.Record(id).Callback!.Status));
        Assert.Equal("The secret that signs it could not be read.", bed.Record(id).Callback!.Tries[0].Fault);
        Assert.Contains(bed.Log.Entries, entry => entry.Event == "callback.secret-not-read" && entry.Message!.EndsWith("It is not there.", StringComparison.Ordinal));

        shelf.Text = New;
        (string message, TimeSpan delay) = Assert.Single(bed.Delayed.Sent);
        bed.Clock.Advance(delay);
        Assert.Empty(await bed.TakeMessagesAsync(message));

        ReceivedCallback callback = await receiver.NextAsync();
        byte[] key = WebhookSigner.ParseSecret(New);
        long timestamp = long.Parse(callback.Headers["webhook-timestamp"], null);
        Assert.Equal(new WebhookSigner([key]).Sign(id, timestamp, callback.Body), callback.Headers["webhook-signature"]);
        Assert.DoesNotContain(bed.Log.Entries, entry => $"{entry.Message} {entry.Exception}".Contains("whsec_", StringComparison.Ordinal));
    }

    private static string Sign(string secret) => new WebhookSigner([WebhookSigner.ParseSecret(secret)]).Sign("id", 1, "x"u8);

    private static async Task<string> SignAsync(WebhookKeys keys, TimeProvider time) =>
        (await keys.GetAsync(Endless(time))).Signer.Sign("id", 1, "x"u8);

    private static InvocationBudget Endless(TimeProvider time) => InvocationBudget.FromRemaining(TimeSpan.Zero, TimeSpan.Zero, time);

    private sealed class SecretShelf : ISecretReader
    {
        public string? Text { get; set; }

        public bool IsSilent { get; set; }

        public int Reads { get; private set; }

        public async ValueTask<string> ReadAsync(string reference, CancellationToken cancellationToken)
        {
            Reads++;
            if (IsSilent)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return Text ?? throw new SecretUnreadableException("It is not there.");
        }
    }
}
