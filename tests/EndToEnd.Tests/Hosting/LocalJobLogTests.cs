using AsyncJobs.Local.Platform;
using AsyncJobs.Logging;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>The lines that a person reads at the console.</summary>
public sealed class LocalJobLogTests
{
    [Theory]
    [InlineData("reports", "reports")]
    [InlineData("it's <late> & \u00fcber", "\"it's <late> & \u00fcber\"")]
    [InlineData("a \"quoted\" one", "\"a \\\"quoted\\\" one\"")]
    [InlineData("C:\\jobs", "\"C:\\\\jobs\"")]
    [InlineData("one\r\ntwo\tthree", "\"one\\r\\ntwo\\tthree\"")]
    [InlineData("\u001b[31mred\u009b", "\"\\u001B[31mred\\u009B\"")]
    [InlineData("one\u2028two\u2029", "\"one\\u2028two\\u2029\"")]
    [InlineData("abc\u202efed", "\"abc\\u202Efed\"")]
    [InlineData("\0", "\"\\u0000\"")]
    [InlineData("", "\"\"")]
    public void A_value_is_shown_as_it_is_but_for_what_a_console_would_act_on(string message, string shown)
    {
        using StringWriter output = new();

        new LocalJobLog(output, TimeProvider.System).Write(new JobLogEntry(JobLogLevel.Information, "test") { Message = message });

        Assert.EndsWith($" info  test message={shown}{output.NewLine}", output.ToString(), StringComparison.Ordinal);
    }
}
