using System.Text;
using System.Text.Json;
using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>Jobs that return files, through generated code.</summary>
public sealed class FileTests
{
    private const string Jobs = """
        using System.IO;
        using System.Text;
        using AsyncJobs.Jobs;

        public sealed class Reports : IAsyncDisposable
        {
            private bool _isDisposed;

            [AsyncJob("POST /reports")]
            public async Task<JobFile> Build(JobContext job)
            {
                await Task.Yield();
                return new JobFile(Encoding.UTF8.GetBytes("report"), "text/plain; charset=utf-8", "ré port.txt");
            }

            [AsyncJob("POST /late")]
            public Stream Late(JobContext job) => new LateStream(this);

            public ValueTask DisposeAsync()
            {
                _isDisposed = true;
                return default;
            }

            private sealed class LateStream(Reports owner) : MemoryStream(Encoding.UTF8.GetBytes("late"))
            {
                public override int Read(Span<byte> buffer) => owner._isDisposed ? throw new ObjectDisposedException("reports") : base.Read(buffer);
                public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken token = default) => new(Read(buffer.Span));
            }
        }

        public static class Exports
        {
            [AsyncJob("POST /streams")] public static async Task<MemoryStream> Streams(JobContext job) { await Task.Yield(); return new MemoryStream(new byte[10]); }
            [AsyncJob("POST /value-task")] public static ValueTask<JobFile?> ValueTaskOf(JobContext job) => new(new JobFile(new MemoryStream(new byte[2])));
            [AsyncJob("POST /none")] public static JobFile? None(JobContext job) => null;
            [AsyncJob("POST /no-stream")] public static Task<Stream?> NoStream(JobContext job) => Task.FromResult<Stream?>(null);
        }

        public static class Script
        {
            public static async Task<string> RunAsync(Func<Task> work)
            {
                JobSnapshot<JobDownload> started = await ReportsBuildJob.StartAsync();
                await work();
                JobDownload file = (await ReportsBuildJob.GetAsync(started.Id))!.Result!;
                return $"{started.Result is null} {file.ContentType} {file.Length} {file.FileName} {file.Url.Scheme}";
            }
        }
        """;

    [Theory]
    [InlineData("ReportsBuildJob", "/reports", "text/plain; charset=utf-8", 6, "ré port.txt")]
    [InlineData("ReportsLateJob", "/late", "application/octet-stream", 4, null)]
    [InlineData("ExportsStreamsJob", "/streams", "application/octet-stream", 10, null)]
    [InlineData("ExportsValueTaskOfJob", "/value-task", "application/octet-stream", 2, null)]
    public async Task A_file_is_kept_before_anything_of_the_method_is_disposed_of(string job, string path, string type, int length, string? name)
    {
        using CompiledApp app = CompiledApp.Start(Jobs);

        JsonElement done = await app.RunAsync(job, "POST", path);

        Assert.True(done.GetProperty("status").GetString() == "SUCCEEDED", $"{done} {app.Log}");
        JsonElement file = done.GetProperty("result");
        Assert.Equal((type, length, name), (file.GetProperty("contentType").GetString(), file.GetProperty("length").GetInt32(), file.GetProperty("fileName").GetString()));
        string key = file.GetProperty("url").GetString()!["memory:".Length..];
        Assert.Equal(length, (await app.Payloads.GetAsync(key, CancellationToken.None))!.Value.Length);
        if (name is not null)
            Assert.Equal("report", Encoding.UTF8.GetString((await app.Payloads.GetAsync(key, CancellationToken.None))!.Value.Span));
    }

    [Theory]
    [InlineData("ExportsNoneJob", "/none")]
    [InlineData("ExportsNoStreamJob", "/no-stream")]
    public async Task No_file_is_no_result(string job, string path)
    {
        using CompiledApp app = CompiledApp.Start(Jobs);

        JsonElement done = await app.RunAsync(job, "POST", path);

        Assert.Equal(("SUCCEEDED", JsonValueKind.Null), (done.GetProperty("status").GetString(), done.GetProperty("result").ValueKind));
    }

    [Fact]
    public async Task Code_gets_where_the_file_is()
    {
        using CompiledApp app = CompiledApp.Start(Jobs);

        Assert.Equal("True text/plain; charset=utf-8 6 ré port.txt memory", await app.ScriptAsync());
    }
}
