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

    [Fact]
    public void An_exception_has_lines_that_no_line_of_the_log_looks_like()
    {
        using StringWriter output = new();
        InvalidOperationException exception = new("It \"broke\".\n12:00:00.000 info  forged\u001b[31m\u202e", new TimeoutException("late"));

        new LocalJobLog(output, TimeProvider.System).Write(new JobLogEntry(JobLogLevel.Error, "test") { Exception = exception });

        string[] lines = output.ToString().Split(output.NewLine);
        Assert.EndsWith(" error test", lines[0], StringComparison.Ordinal);
        Assert.Equal("    System.InvalidOperationException: It \"broke\".", lines[1]);
        Assert.Equal("    12:00:00.000 info  forged\\u001B[31m\\u202E", lines[2]);
        Assert.StartsWith("     ---> System.TimeoutException: late", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_a_logger_begins_with_its_category_and_what_it_says()
    {
        using StringWriter output = new();

        new LocalJobLog(output, TimeProvider.System).Write(new JobLogEntry(JobLogLevel.Warning, "")
        {
            Category = "Shop.Orders",
            Message = "Sent 2\norders",
            JobId = "7d5b",
            Values = [new("Count", 2), new("a\nb", "x")],
        });

        Assert.EndsWith(
            $" warn  Shop.Orders \"Sent 2\\norders\" jobId=7d5b Count=2 a\\u000Ab=x{output.NewLine}", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(JobLogLevel.Trace, " trace ")]
    [InlineData(JobLogLevel.Debug, " debug ")]
    [InlineData(JobLogLevel.Information, " info  ")]
    [InlineData(JobLogLevel.Warning, " warn  ")]
    [InlineData(JobLogLevel.Error, " error ")]
    [InlineData(JobLogLevel.Critical, " fatal ")]
    public void Each_level_has_its_name(JobLogLevel level, string shown)
    {
        using StringWriter output = new();

        new LocalJobLog(output, TimeProvider.System).Write(new JobLogEntry(level, "test"));

        Assert.EndsWith($"{shown}test{output.NewLine}", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain \u00fcber \U0001F469\u200D\U0001F4BB\ttab", "plain \u00fcber \U0001F469\u200D\U0001F4BB\ttab")]
    [InlineData("\u001b[1;31mred\u001b[0m", "\u001b[1;31mred\u001b[0m\u001b[0m")]
    [InlineData("\u001b[2J\u001b]0;title\a", "\\u001B[2J\\u001B]0;title\\u0007")]
    [InlineData("good\rforged\b\u009b2J\0", "good\\u000Dforged\\u0008\\u009B2J\\u0000")]
    [InlineData("abc\u202efed", "abc\\u202Efed")]
    public void Of_what_a_function_prints_only_colours_are_acted_on(string printed, string shown)
    {
        using StringWriter output = new();

        new LocalJobLog(output, TimeProvider.System).WriteOutput("work-a", 7, printed);

        Assert.Equal($"work-a[7] {shown}{output.NewLine}", output.ToString());
    }

    [Fact]
    public void The_exception_of_a_functions_line_of_JSON_has_lines_too()
    {
        using StringWriter output = new();

        new LocalJobLog(output, TimeProvider.System).WriteOutput("work-a", 7, """{"event":"job.finished","exception":"One\ntwo"}""");

        Assert.Equal(["""work-a[7] {"event":"job.finished"}""", "    One", "    two", ""], output.ToString().Split(output.NewLine));
    }
}
