using AsyncJobs.Local.CommandLine;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.CommandLine;

public sealed class ApiContactTests
{
    [Theory]
    [InlineData("Payments team", "Payments team", null, null)]
    [InlineData(" payments@example.com ", null, "payments@example.com", null)]
    [InlineData("https://example.com/help?a=1", null, null, "https://example.com/help?a=1")]
    [InlineData("Payments team <payments@example.com>", "Payments team", "payments@example.com", null)]
    [InlineData("Payments team < https://example.com >", "Payments team", null, "https://example.com")]
    [InlineData("<payments@example.com>", null, "payments@example.com", null)]
    public void A_name_an_address_or_a_URL_is_read(string text, string? name, string? email, string? url) =>
        Assert.Equal(new ApiContact(name, email, url), ApiContact.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Payments <")]
    [InlineData("Payments <>")]
    [InlineData("Payments <team>")]
    [InlineData("Payments <a@b@c>")]
    [InlineData("Payments <a@example.com> and others")]
    public void Anything_else_is_refused(string text) =>
        Assert.Contains("AsyncJobsOpenApiContact", Assert.Throws<LocalOptionsException>(() => ApiContact.Parse(text)).Message, StringComparison.Ordinal);
}
