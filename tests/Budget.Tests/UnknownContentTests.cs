using System.Net;
using AsyncJobs.Budget.Tests.Support;

namespace AsyncJobs.Budget.Tests;

/// <summary>Bodies of contents that are not the platform's, which may take their time before there is a stream at all.</summary>
public sealed class UnknownContentTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpCompletionOption.ResponseContentRead)]
    [InlineData(HttpCompletionOption.ResponseHeadersRead)]
    public async Task It_ends_with_the_budget(HttpCompletionOption completion)
    {
        Bench bench = new();
        SlowContent content = new();
        using HttpClient client = bench.Client(StubHandler.Of(() => content));
        Task<string> call = bench.RunAsync(async () =>
        {
            using HttpResponseMessage response = await client.GetAsync("", completion, End);
            return await response.Content.ReadAsStringAsync(End);
        });
        await content.Reading;
        bench.Pass(9);
        await Assert.ThrowsAsync<BudgetExceededException>(() => call);
        Assert.True(content.IsDisposed);
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    [Theory]
    [InlineData("buffered")]
    [InlineData("stream")]
    [InlineData("copy")]
    public async Task It_arrives_whole(string way)
    {
        Bench bench = new();
        SlowContent content = new();
        content.Go.SetResult();
        using HttpClient client = bench.Client(StubHandler.Of(() => content));
        string body = await bench.RunAsync(async () =>
        {
            if (way == "buffered")
                return await client.GetStringAsync("", End);

            using Stream stream = await client.GetStreamAsync("", End);
            if (way == "stream")
                return await new StreamReader(stream).ReadToEndAsync(End);

            using MemoryStream copy = new();
            await stream.CopyToAsync(copy, End);
            return System.Text.Encoding.UTF8.GetString(copy.ToArray());
        });
        Assert.Equal("late", body);
        Assert.Equal(0, bench.Clock.LiveTimers);
    }

    private sealed class SlowContent : HttpContent
    {
        private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new();

        public Task Reading => _reading.Task;

        public bool IsDisposed { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            _reading.TrySetResult();
            await Go.Task.WaitAsync(cancellationToken);
            await stream.WriteAsync("late"u8.ToArray(), cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
