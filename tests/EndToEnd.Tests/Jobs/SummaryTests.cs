using System.Text.Json;
using AsyncJobs.EndToEnd.Tests.Hosting;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>The summarizer on every kind of CSV.</summary>
public sealed class SummaryTests(SampleHost host)
{
    public static TheoryData<string, string, string> Tables => new()
    {
        { "nothing", "", """{"rows":0,"columns":[]}""" },
        { "only a byte order mark", "\uFEFF", """{"rows":0,"columns":[]}""" },
        { "only names", "a,b", """{"rows":0,"columns":[{"name":"a","count":0,"empty":0,"distinct":0},{"name":"b","count":0,"empty":0,"distinct":0}]}""" },
        { "a byte order mark", "\uFEFFa\n1", """{"rows":1,"columns":[{"name":"a","count":1,"empty":0,"min":1,"max":1,"mean":1}]}""" },
        { "CRLF", "a\r\n1\r\n3\r\n", """{"rows":2,"columns":[{"name":"a","count":2,"empty":0,"min":1,"max":3,"mean":2}]}""" },
        { "CR", "a\r1\r3", """{"rows":2,"columns":[{"name":"a","count":2,"empty":0,"min":1,"max":3,"mean":2}]}""" },
        { "blank lines", "\n\na\n\n1\n\n\n3\n\n", """{"rows":2,"columns":[{"name":"a","count":2,"empty":0,"min":1,"max":3,"mean":2}]}""" },
        { "a quoted delimiter", "a\n\"x,y\"\n", """{"rows":1,"columns":[{"name":"a","count":1,"empty":0,"distinct":1}]}""" },
        { "an embedded line end", "\"a\nb\"\n\"x\r\ny\"\nz\n", """{"rows":2,"columns":[{"name":"a\nb","count":2,"empty":0,"distinct":2}]}""" },
        { "doubled quotes", "\"a\"\"b\"\"\"\n\"\"\"\"\n", """{"rows":1,"columns":[{"name":"a\"b\"","count":1,"empty":0,"distinct":1}]}""" },
        { "a quoted number", "a\n\"1\"\n2\n", """{"rows":2,"columns":[{"name":"a","count":2,"empty":0,"min":1,"max":2,"mean":1.5}]}""" },
        { "a quoted nothing", "a\n\"\"\n2\n", """{"rows":2,"columns":[{"name":"a","count":1,"empty":1,"min":2,"max":2,"mean":2}]}""" },
        { "a quote inside a plain field", "a\n5\" pipe\n", """{"rows":1,"columns":[{"name":"a","count":1,"empty":0,"distinct":1}]}""" },
        { "a delimiter at the end", "a,b\n1,\n", """{"rows":1,"columns":[{"name":"a","count":1,"empty":0,"min":1,"max":1,"mean":1},{"name":"b","count":0,"empty":1,"distinct":0}]}""" },
        { "a short row", "a,b\n1\n", """{"rows":1,"columns":[{"name":"a","count":1,"empty":0,"min":1,"max":1,"mean":1},{"name":"b","count":0,"empty":1,"distinct":0}]}""" },
        { "a long row", "a\n1\n2,x\n", """{"rows":2,"columns":[{"name":"a","count":2,"empty":0,"min":1,"max":2,"mean":1.5},{"name":"column 2","count":1,"empty":1,"distinct":1}]}""" },
        { "a name missing", "a,\n1,2\n", """{"rows":1,"columns":[{"name":"a","count":1,"empty":0,"min":1,"max":1,"mean":1},{"name":"column 2","count":1,"empty":0,"min":2,"max":2,"mean":2}]}""" },
        { "numbers of every form", "a\n-1.5\n2e3\n 7 \n+0\n", """{"rows":4,"columns":[{"name":"a","count":4,"empty":0,"min":-1.5,"max":2000,"mean":501.375}]}""" },
        { "numbers that do not add up exactly", "a\n0.1\n0.1\n0.1\n0.1\n0.1\n0.1\n0.1\n0.1\n0.1\n0.1\n", """{"rows":10,"columns":[{"name":"a","count":10,"empty":0,"min":0.1,"max":0.1,"mean":0.1}]}""" },
        { "numbers whose sum is too large", "a\n1.7e308\n1.7e308\n", """{"rows":2,"columns":[{"name":"a","count":2,"empty":0,"min":1.7e308,"max":1.7e308,"mean":1.7e308}]}""" },
        { "what only looks like a number", "a\nNaN\nInfinity\n1e999\n", """{"rows":3,"columns":[{"name":"a","count":3,"empty":0,"distinct":3}]}""" },
        { "a number among words", "a\n1\nx\n1\n", """{"rows":3,"columns":[{"name":"a","count":3,"empty":0,"distinct":2}]}""" },
        { "letters of the world", "город,都市\nМосква,東京\nМосква,😀\n", """{"rows":2,"columns":[{"name":"город","count":2,"empty":0,"distinct":1},{"name":"都市","count":2,"empty":0,"distinct":2}]}""" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_is_summarized(string what, string csv, string expected)
    {
        JsonElement job = await RunAsync(csv);

        Assert.True("SUCCEEDED" == job.GetProperty("status").GetString(), $"{what}: {job}");
        JsonAssert.Equal(expected.Replace("{\"rows\"", "{\"name\":\"x\",\"rows\"", StringComparison.Ordinal), job.GetProperty("result"));
    }

    [Theory]
    [InlineData("a\n\"x", "Line 2 of the CSV: a quote is opened here and never closed.")]
    [InlineData("a\n\"1\n2\n3\"\n\"x\n\n", "Line 5 of the CSV: a quote is opened here and never closed.")]
    [InlineData("a\r\n1\r\n\"x\"y\r\n", "Line 3 of the CSV: a closing quote must end its field; a quote inside a field is written twice.")]
    public async Task What_is_no_CSV_fails_with_its_line(string csv, string message)
    {
        JsonElement job = await RunAsync(csv);

        Assert.Equal("FAILED", job.GetProperty("status").GetString());
        Assert.Equal(10011, job.GetProperty("error").GetProperty("errorCode").GetInt32());
        Assert.Equal(message, job.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(1, job.GetProperty("attempt").GetInt32());
    }

    [Fact]
    public async Task A_table_may_not_be_wider_than_a_person_can_read()
    {
        JsonElement job = await RunAsync(new string(',', 100_000));

        Assert.Equal(10012, job.GetProperty("error").GetProperty("errorCode").GetInt32());
    }

    private async Task<JsonElement> RunAsync(string csv) =>
        await host.Client.RunAsync("/summaries/x", $$"""{"csv":{{JsonSerializer.Serialize(csv)}}}""");
}
