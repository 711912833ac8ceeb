using System.Text.Json;
using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>Bodies that are not JSON, through generated code.</summary>
public sealed class RawBodyTests
{
    private const string Jobs = """
        using System.IO;
        using System.Text;
        using AsyncJobs.Jobs;

        public static class Jobs
        {
            [AsyncJob("POST /streams/{name}")]
            public static async Task<string> Streams(string name, [FromBody] Stream content, JobContext job)
            {
                using StreamReader reader = new(content);
                return name + ": " + await reader.ReadToEndAsync();
            }

            [AsyncJob("POST /optional")]
            public static string Optional(JobContext job, [FromBody] Stream? content = null) => content is null ? "none" : "some";

            [AsyncJob("POST /bytes")]
            public static int Bytes([FromBody] byte[] content, JobContext job) => content.Length;

            [AsyncJob("POST /memory")]
            public static int Memory(ReadOnlyMemory<byte> content, JobContext job) => content.Length;

            [AsyncJob("POST /maybe")]
            public static int Maybe(ReadOnlyMemory<byte>? content, JobContext job) => content?.Length ?? -1;

            [AsyncJob("POST /text")]
            public static string Text([FromBody] string content, JobContext job) => content;

            [AsyncJob("POST /orders")]
            public static string Order(OrderForm order, JobContext job) => $"{order.Name} {order.Count} {order.Speed} {string.Join('|', order.Tags)}";
        }

        public sealed record OrderForm(string Name, int Count, OrderSpeed Speed, string[] Tags);

        public enum OrderSpeed { Slow, Fast }

        public static class Script
        {
            public static async Task<string> RunAsync(Func<Task> work)
            {
                JobSnapshot<string> stream = await JobsStreamsJob.StartAsync("a", new MemoryStream(Encoding.UTF8.GetBytes("héllo")));
                JobSnapshot<string> none = await JobsOptionalJob.StartAsync();
                JobSnapshot<int> bytes = await JobsBytesJob.StartAsync(new byte[3]);
                JobSnapshot<string> text = await JobsTextJob.StartAsync("a \"b\"");
                await work();
                return $"{(await JobsStreamsJob.GetAsync(stream.Id))!.Result}, {(await JobsOptionalJob.GetAsync(none.Id))!.Result}, "
                    + $"{(await JobsBytesJob.GetAsync(bytes.Id))!.Result}, {(await JobsTextJob.GetAsync(text.Id))!.Result}";
            }
        }
        """;

    [Theory]
    [InlineData("JobsStreamsJob", "/streams/n", "application/json", "{\"a\":1}", "\"n: {\\u0022a\\u0022:1}\"")]
    [InlineData("JobsOptionalJob", "/optional", null, null, "\"none\"")]
    [InlineData("JobsOptionalJob", "/optional", "text/plain", "a", "\"some\"")]
    [InlineData("JobsBytesJob", "/bytes", "application/octet-stream", "abc", "3")]
    [InlineData("JobsBytesJob", "/bytes", "application/json", "\"YWI=\"", "2")]
    [InlineData("JobsMemoryJob", "/memory", "image/png", "abcd", "4")]
    [InlineData("JobsMemoryJob", "/memory", "application/json", "\"YWI=\"", "2")]
    [InlineData("JobsMaybeJob", "/maybe", "image/png", "abcd", "4")]
    [InlineData("JobsMaybeJob", "/maybe", null, null, "-1")]
    [InlineData("JobsTextJob", "/text", "text/csv", "a,\"b\"", "\"a,\\u0022b\\u0022\"")]
    [InlineData("JobsTextJob", "/text", "application/json", "\"a\"", "\"a\"")]
    [InlineData("JobsOrderJob", "/orders", "application/x-www-form-urlencoded", "name=a+b&count=2&speed=fast&tags=x&tags=y", "\"a b 2 Fast x|y\"")]
    public async Task A_body_reaches_the_method_as_its_type_says(string job, string path, string? type, string? body, string expected)
    {
        using CompiledApp app = CompiledApp.Start(Jobs);

        JsonElement done = await app.RunAsync(job, "POST", path, body, "", type is null ? [] : [("Content-Type", type)]);

        Assert.True(done.GetProperty("status").GetString() == "SUCCEEDED", $"{done} {app.Log}");
        Assert.Equal(expected, done.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task Code_starts_such_jobs_with_what_the_method_takes()
    {
        using CompiledApp app = CompiledApp.Start(Jobs);

        Assert.Equal("a: héllo, none, 3, a \"b\"", await app.ScriptAsync());
    }

    [Fact]
    public async Task A_stream_that_is_too_long_starts_nothing()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            using System.IO;

            public static class Jobs
            {
                [AsyncJob("POST /streams")]
                public static void Streams([FromBody] Stream content, JobContext job) { }
            }

            public static class Script
            {
                public static async Task<string> RunAsync(Func<Task> work)
                {
                    try
                    {
                        await JobsStreamsJob.StartAsync(new MemoryStream(new byte[6_000_000]));
                        return "started";
                    }
                    catch (ArgumentException refused)
                    {
                        return refused.Message;
                    }
                }
            }
            """);

        Assert.StartsWith("The stream has more than the 4718592 bytes", await app.ScriptAsync(), StringComparison.Ordinal);
    }
}
