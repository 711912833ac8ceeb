using System.Text;
using AsyncJobs.Lifecycle;
using AsyncJobs.Listing;
using AsyncJobs.Storage;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Listing;

/// <summary>What a token of a page says, and what it cannot be made to say.</summary>
public sealed class PageTokenTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly JobListKey s_key = new(1_767_225_600_123, "7d5b0q3hh8jg3m1w2v9x4k6a0c", "reports");
    private static readonly JobFilter s_filter = new("reports", JobStatus.Failed, s_noon, "jwt:https://id.example|anna");

    private static readonly JobFilter[] s_others =
    [
        s_filter with { Job = null },
        s_filter with { Job = "exports" },
        s_filter with { Status = null },
        s_filter with { Status = JobStatus.TimedOut },
        s_filter with { Since = null },
        s_filter with { Since = s_noon.AddTicks(1) },
        s_filter with { Owner = "jwt:https://id.example|bert" },
        s_filter with { Owner = "jwt:https://evil.example|anna" },

        // The parts stay apart, whatever an owner is called.
        s_filter with { Job = null, Owner = "reports\n" + s_filter.Owner },
    ];

    [Fact]
    public void A_token_says_the_place_and_goes_into_a_URL_as_it_is()
    {
        string token = PageToken.Write(s_filter, s_key);

        Assert.Matches("^[A-Za-z0-9_-]{1,128}$", token);
        Assert.Null(PageToken.Read(token, s_filter, out JobListKey last));
        Assert.Equal(s_key with { Job = "" }, last);
        Assert.DoesNotContain("anna", Encoding.ASCII.GetString(Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '='))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_moment_in_another_zone_is_the_same_list() =>
        Assert.Null(PageToken.Read(PageToken.Write(s_filter, s_key), s_filter with { Since = s_noon.ToOffset(TimeSpan.FromHours(2)) }, out _));

    [Fact]
    public void A_token_is_of_one_list_and_one_owner() => Assert.All(
        s_others, other => Assert.Contains("other filters, or of another caller", PageToken.Read(PageToken.Write(other, s_key), s_filter, out _), StringComparison.Ordinal));

    [Theory]
    [InlineData("x")]
    [InlineData("!")]
    [InlineData("====")]
    [InlineData("\u00e9\u00e9\u00e9\u00e9")]
    [InlineData("MQ")]
    [InlineData("Li4")]
    [InlineData("https://evil.example/jobs")]
    public void What_is_no_token_is_a_fault(string text) =>
        Assert.Contains("begin again without it", PageToken.Read(text, s_filter, out _), StringComparison.Ordinal);

    [Fact]
    public void A_token_of_any_length_is_a_fault() => Assert.NotNull(PageToken.Read(new string('A', 1_000_000), s_filter, out _));

    [Theory]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("9223372036854775808")]
    [InlineData("253402300800000")]
    [InlineData("")]
    public void A_time_that_no_job_has_is_a_fault(string time)
    {
        string plain = Plain(PageToken.Write(s_filter, s_key)).Replace(".1767225600123.", $".{time}.", StringComparison.Ordinal);

        Assert.NotNull(PageToken.Read(Encode(plain), s_filter, out _));
    }

    [Fact]
    public void A_token_that_somebody_has_changed_is_a_fault_or_another_place_in_the_same_list()
    {
        string token = PageToken.Write(s_filter, s_key);
        Gen<string> changed =
            from index in Gen.Choose(0, token.Length - 1)
            from c in Gen.Elements("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.%\u0000\u00ff".ToCharArray())
            from length in Gen.Choose(0, token.Length)
            from isCut in Gen.Elements(true, false)
            select isCut ? token[..length] : token[..index] + c + token[(index + 1)..];

        Prop.ForAll(changed.ToArbitrary(), text =>
        {
            if (PageToken.Read(text, s_filter, out JobListKey last) is null)
                Assert.True(JobId.IsValid(last.Id) && last is { CreatedAt: >= 0, Job: "" });
        }).Check(RandomCases.Config.WithMaxTest(5000));
    }

    [Fact]
    public void Anything_at_all_is_read_without_an_exception() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(), text => _ = PageToken.Read(text ?? "", s_filter, out _)).Check(RandomCases.Config.WithMaxTest(2000));

    private static string Plain(string token) =>
        Encoding.ASCII.GetString(Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=')));

    private static string Encode(string plain) => Convert.ToBase64String(Encoding.ASCII.GetBytes(plain)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
