using AsyncJobs.Callbacks;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Callbacks;

public sealed class WebhookSignerTests
{
    // The example that Standard Webhooks gives.
    [Fact]
    public void The_example_of_the_standard_is_signed_as_there() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        new WebhookSigner([WebhookSigner.ParseSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")])
            .Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8));

    [Fact]
    public void Each_secret_signs_so_that_one_can_take_the_other_s_place()
    {
        byte[][] keys = [.. CallbackReceiver.Secrets.Select(WebhookSigner.ParseSecret)];

        string both = new WebhookSigner(keys).Sign("id", 1, "x"u8);

        Assert.Equal($"{new WebhookSigner(keys[..1]).Sign("id", 1, "x"u8)} {new WebhookSigner(keys[1..]).Sign("id", 1, "x"u8)}", both);
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa==")]
    [InlineData("whsec_!!!!")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void A_secret_that_is_none_is_refused_and_not_repeated(string secret)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new CallbackOptions([secret], ["hooks.example.com"]));

        Assert.DoesNotContain("MfKQ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_65_bytes_is_too_long() =>
        Assert.Throws<ArgumentException>(() => WebhookSigner.ParseSecret("whsec_" + Convert.ToBase64String(new byte[65])));
}
