using AsyncJobs.Aws;
using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Shared;
using AsyncJobs.Storage;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Hosting;

/// <summary>
/// Has the code of a handler run once before its first invocation: an application of one made-up job takes made-up events, with clients that call
/// nothing. What the JIT compiles and what is loaded on the way from the event to the reply is then there. Nothing of the application runs, nobody
/// sees a line or a span of it, and it has no settings of the environment but those of the clients.
/// </summary>
internal static class HandlerPractice
{
    // An invocation has a deadline, by which a budget is made. Practice takes a fraction of this.
    private static readonly TimeSpan s_invocation = TimeSpan.FromMinutes(1);

    /// <summary>Practices on the calling thread, and on the pool's where an answer has to be waited for.</summary>
    /// <param name="clients">Those of the application.</param>
    /// <param name="handler">Which handler: the first part of <c>ASYNCJOBS_HANDLER</c>. Another one than those of requests and work has none.</param>
    /// <param name="environment">Reads an environment variable, for the clients.</param>
    public static async Task RunAsync(AwsClients clients, string handler, Func<string, string?> environment)
    {
        QuietFlow.Begin();
        AwsClients practice = clients.ForPractice();
        using IDynamoDbCalls table = practice.OpenTable(environment);
        using LambdaDispatcher dispatcher = practice.OpenDispatcher(environment, static job => job);
        PracticeJob job = new();

        // Without services it has nothing to dispose of.
        JobApp app = new([job]);
        JobPlatform platform = PlatformOf(table, dispatcher);
        app.Use(platform);

        Invocation invocation = new() { RequestId = PracticeJob.Title, Deadline = platform.Time.GetUtcNow() + s_invocation };
        using PooledBuffer reply = new();
        switch (handler)
        {
            case "accept":
                await app.AcceptAsync(job, PracticeEvents.Start, invocation, reply).ConfigureAwait(false);
                break;
            case "status":
                await app.StatusAsync(PracticeEvents.Poll, invocation, reply).ConfigureAwait(false);
                break;
            case "http":
                await app.HttpAsync(PracticeEvents.Start, invocation, reply).ConfigureAwait(false);
                await app.HttpAsync(PracticeEvents.Poll, invocation, reply).ConfigureAwait(false);
                break;
            case "work":
                await app.WorkAsync(job, PracticeEvents.Work, invocation, reply).ConfigureAwait(false);
                break;
        }
    }

    // Everything that the environment could say otherwise is said here: a request of this application has no owner that a limit could count.
    private static JobPlatform PlatformOf(IDynamoDbCalls table, LambdaDispatcher dispatcher) =>
        new(new DynamoDbJobStore(table, PracticeJob.Title), dispatcher)
        {
            Log = new JsonJobLog(Stream.Null),
            Owner = OwnerValue.None,
            AllowsPurge = false,
            StreamsReplies = false,
            AllowsList = false,
            ListsAll = false,
            MaxUnfinishedPerOwner = 0,
            MaxStartsPerMinutePerOwner = 0,
            MaxStreamsPerOwner = 0,
            CorsOrigins = [],
        };
}
