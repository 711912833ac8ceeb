using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.Client.Tests;

public sealed class WebhookVerifierTests
{
    // The test vector of the Standard Webhooks reference libraries.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    private const string Wrong = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1614265330));

    private static ReadOnlySpan<byte> Body => "{\"test\": 2432232314}"u8;

    [Theory]
    [InlineData(Signature)]
    [InlineData(Wrong + " " + Signature)]
    [InlineData(Signature + " " + Wrong)]
    [InlineData("v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg== " + Signature)]
    [InlineData("v1,!! v1 , nonsense  " + Signature)]
    public void A_right_signature_among_any_others_is_enough(string signatures)
    {
        WebhookVerifier verifier = new(Secret, time: _time);

        Assert.True(verifier.TryVerify(Id, Timestamp, signatures, Body));
        verifier.Verify(Id, Timestamp, signatures, Body);
    }

    [Theory]
    [InlineData(Id, Timestamp, Wrong)]
    [InlineData("msg_other", Timestamp, Signature)]
    [InlineData(Id, "1614265331", Signature)]
    [InlineData(Id, "1614265330.0", Signature)]
    [InlineData(Id, " 1614265330", Signature)]
    [InlineData(Id, "-1614265330", Signature)]
    [InlineData(Id, "99999999999999999999", Signature)]
    [InlineData(Id, "9223372036854775807", Signature)]
    [InlineData("", Timestamp, Signature)]
    [InlineData(null, Timestamp, Signature)]
    [InlineData(Id, null, Signature)]
    [InlineData(Id, Timestamp, null)]
    [InlineData(Id, Timestamp, " ")]
    [InlineData(Id, Timestamp, "v1,")]
    [InlineData(Id, Timestamp, "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(Id, Timestamp, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(Id, Timestamp, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1A==")]
    public void Anything_else_is_not(string? id, string? timestamp, string? signatures)
    {
        WebhookVerifier verifier = new(Secret, time: _time);

        Assert.False(verifier.TryVerify(id, timestamp, signatures, Body));
        Assert.Throws<WebhookVerificationException>(() => verifier.Verify(id, timestamp, signatures, Body));
    }

    [Fact]
    public void A_change_of_any_byte_of_the_body_is_seen()
    {
        WebhookVerifier verifier = new(Secret, time: _time);
        for (int i = 0; i < Body.Length; i++)
        {
            byte[] changed = Body.ToArray();
            changed[i] ^= 1;
            Assert.False(verifier.TryVerify(Id, Timestamp, Signature, changed));
        }

        Assert.False(verifier.TryVerify(Id, Timestamp, Signature, Body[..^1]));
        Assert.False(verifier.TryVerify(Id, Timestamp, Signature, []));
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void Five_minutes_either_way_are_tolerated(int age, bool expected)
    {
        FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeSeconds(1614265330 + age));

        Assert.Equal(expected, new WebhookVerifier(Secret, time: time).TryVerify(Id, Timestamp, Signature, Body));
    }

    [Fact]
    public void The_tolerance_can_be_chosen()
    {
        FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeSeconds(1614265330 + 30));

        Assert.True(new WebhookVerifier(Secret, TimeSpan.FromSeconds(30), time).TryVerify(Id, Timestamp, Signature, Body));
        Assert.False(new WebhookVerifier(Secret, TimeSpan.FromSeconds(29), time).TryVerify(Id, Timestamp, Signature, Body));
        Assert.True(new WebhookVerifier(Secret, TimeSpan.MaxValue, TimeProvider.System).TryVerify(Id, Timestamp, Signature, Body));
    }

    [Fact]
    public void Of_several_secrets_any_will_do()
    {
        Assert.True(new WebhookVerifier([OtherSecret, Secret], time: _time).TryVerify(Id, Timestamp, Signature, Body));
        Assert.True(new WebhookVerifier([Secret, OtherSecret], time: _time).TryVerify(Id, Timestamp, Signature, Body));
        Assert.False(new WebhookVerifier([OtherSecret], time: _time).TryVerify(Id, Timestamp, Signature, Body));
        Assert.True(new WebhookVerifier(Secret["whsec_".Length..], time: _time).TryVerify(Id, Timestamp, Signature, Body));
    }

    [Fact]
    public void Parts_of_a_message_cannot_pass_for_another()
    {
        // Signed as id "a", timestamp "1614265330" and a body that begins with digits and a full stop.
        byte[] body = Encoding.UTF8.GetBytes("1614265330.x");
        string signature = Sign("a", Timestamp, body);
        WebhookVerifier verifier = new(Secret, time: _time);

        Assert.True(verifier.TryVerify("a", Timestamp, signature, body));
        Assert.False(verifier.TryVerify("a." + Timestamp, "1614265330", signature, "x"u8));
    }

    [Fact]
    public void Whatever_was_signed_verifies() => Prop
        .ForAll(
            (from id in Gen.Elements("m", "msg_1", "üñí", "漢字")
             from body in Gen.Choose(0, 255).Select(number => (byte)number).ArrayOf()
             select (id, body)).ToArbitrary(),
            message => new WebhookVerifier(Secret, time: _time).TryVerify(message.id, Timestamp, Sign(message.id, Timestamp, message.body), message.body))
        .Check(RandomCases.Config);

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void A_secret_that_is_none_is_refused_and_not_repeated(string secret)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new WebhookVerifier(secret));

        if (secret.Length > "whsec_".Length)
            Assert.DoesNotContain(secret, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_at_all_is_refused() => Assert.Throws<ArgumentException>(() => new WebhookVerifier([]));

    [Fact]
    public void A_tolerance_below_zero_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebhookVerifier(Secret, TimeSpan.FromSeconds(-1)));

    private static string Sign(string id, string timestamp, byte[] body)
    {
        byte[] key = Convert.FromBase64String(Secret["whsec_".Length..]);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]));
    }
}
