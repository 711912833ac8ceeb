using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Limits;
using AsyncJobs.Logging;

namespace AsyncJobs.Storage.Tests;

/// <summary>The streams of one caller who follows a job that does not go on.</summary>
internal sealed class StreamReaders
{
    private const string Caller = "anna";
    private static readonly TimeSpan s_time = TimeSpan.FromMinutes(5);

    // Nobody puts it forward, so that nothing is looked at again.
    private readonly WaitedClock _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
    private readonly JobApp _app;
    private readonly IStreamPlaceStore _store;
    private string _id = "";

    private StreamReaders(DynamoDbJobStore store, ScriptedJob job, int most)
    {
        _store = store;
        _app = new JobApp([job]);
        _app.Use(new JobPlatform(store, new QueuedEvents()) { Log = JobLog.None, StreamsReplies = true, MaxStreamsPerOwner = most, Time = _clock });
    }

    /// <summary>Starts the job.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="job">The job.</param>
    /// <param name="most">How many streams a caller may hold.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StreamReaders> StartAsync(DynamoDbJobStore store, ScriptedJob job, int most, CancellationToken cancellationToken)
    {
        StreamReaders readers = new(store, job, most);
        JobStartOptions options = new() { Owner = "principal:" + Caller };
        readers._id = (await readers._app.StartAsync(job, new ArgumentWriter(), options, cancellationToken)).Id;
        return readers;
    }

    /// <summary>Begins a stream, which ends when it is disposed of.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message is the reply.</exception>
    public async Task<IAsyncDisposable> BeginAsync(CancellationToken cancellationToken)
    {
        Reader reader = new();
        Task<string> reply = FollowAsync(reader);
        if (await Task.WhenAny(reader.Begun, reply).WaitAsync(cancellationToken) == reply)
            throw new InvalidOperationException(await reply);
        return new Held(reader, reply);
    }

    /// <summary>Asks for a stream and gets none; the status of the reply.</summary>
    public async Task<int> RefusedAsync()
    {
        string[] parts = (await FollowAsync(new Reader())).Split('\0');
        return JsonNode.Parse(parts[0])!["statusCode"]!.GetValue<int>();
    }

    /// <summary>Has a process die that held a place, whose time is over by now.</summary>
    public async Task DieAsync(CancellationToken cancellationToken)
    {
        StreamChange.Take dead = new("00000000000dead0", _clock.GetUtcNow().AddMinutes(-1), 1, StreamPlaces.None.Taken);
        if (await _store.ApplyAsync(OwnerKey.OfStreams("principal:" + Caller), dead, cancellationToken) is not null)
            throw new InvalidOperationException("There is no place.");
    }

    /// <summary>The places that are taken.</summary>
    public async Task<StreamPlaces> TakenAsync(CancellationToken cancellationToken) =>
        (await _store.ApplyAsync(OwnerKey.OfStreams("principal:" + Caller), new StreamChange.Release("none"), cancellationToken))!;

    private async Task<string> FollowAsync(Reader reader)
    {
        using PooledBuffer reply = new();
        Invocation invocation = new() { RequestId = "stream", Deadline = _clock.GetUtcNow() + s_time, Stream = reader };
        await _app.StatusAsync(JobEvents.Stream(_id, Caller), invocation, reply);
        return Encoding.UTF8.GetString(reply.WrittenSpan);
    }

    private sealed class Held(Reader reader, Task<string> reply) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            reader.Leave();
            await reply;
        }
    }

    private sealed class Reader : IReplyStream
    {
        private readonly TaskCompletionSource _begun = new();
        private readonly CancellationTokenSource _gone = new();

        public Task Begun => _begun.Task;

        public bool HasBegun => _begun.Task.IsCompleted;

        public CancellationToken ReaderGone => _gone.Token;

        public void Leave() => _gone.Cancel();

        public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> part)
        {
            _begun.TrySetResult();
            return new(true);
        }
    }
}
