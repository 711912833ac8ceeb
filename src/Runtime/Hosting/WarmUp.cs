using System.Globalization;
using AsyncJobs.Aws;
using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Hosting;

/// <summary>
/// What the first invocation of a process would wait for, done beside the start of the process: the clients of AWS practice the calls that the
/// handler is going to make, and connections are opened. The process asks for an invocation when that is done, or goes on beside it, by what is
/// shorter for the caller. Where it waits, the handler practices, too. Nothing that goes wrong in it is an error: the invocation then does all of it
/// itself.
/// </summary>
internal sealed class WarmUp
{
    // A handshake takes a few hundredths of a second. Where it does not, the first request finds out why. A start can wait for as long for nothing.
    private static readonly TimeSpan s_longestConnection = TimeSpan.FromSeconds(2);

    private readonly AwsClients _clients;
    private readonly string _handler;
    private readonly AwsCalls _calls;
    private readonly Func<string, string?> _read;
    private Task _practice = Task.CompletedTask;
    private Task _connections = Task.CompletedTask;
    private volatile bool _isLate;

    private WarmUp(AwsClients clients, string handler, AwsCalls calls, Func<string, string?> read)
    {
        _clients = clients;
        _handler = handler;
        _calls = calls;
        _read = read;
    }

    /// <summary>
    /// How long a process waits for it at most. Lambda gives a start 10 s and then begins anew; this leaves half of that to what else the program
    /// does. With a whole processor it takes less than a second. With the least share of one, which is what environments made in advance may start
    /// with, it takes some.
    /// </summary>
    internal static TimeSpan LongestWait { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Done when there is nothing left to do in advance.</summary>
    internal Task Ended => Task.WhenAll(_practice, _connections);

    private bool IsWaitedFor =>
        IsSnapshot(_read)
        || _read(AwsVariables.InitializationType) == InitializationTypes.ProvisionedConcurrency
        || HasShareOfProcessor(_read);

    /// <summary>Begins, if this is a function on Lambda that calls AWS by the environment's word. Returns at once.</summary>
    /// <param name="app">The jobs; those with a platform of their own say themselves what they call.</param>
    /// <param name="read">Reads an environment variable.</param>
    /// <exception cref="InvalidOperationException">The variable that turns it off is malformed.</exception>
    public static WarmUp? Begin(JobApp app, Func<string, string?> read)
    {
        string handler = (read(JobVariables.Handler) ?? "").Split(':', 2)[0];
        AwsCalls calls = CallsOf(handler);
        bool isWanted = JobEnvironment.ReadWarmUp(read)
            && calls is not AwsCalls.None
            && !app.HasPlatform
            && string.IsNullOrEmpty(read(JobVariables.Lifeline))
            && !string.IsNullOrEmpty(read(JobVariables.Table));
        if (!isWanted)
            return null;

        WarmUp warmUp = new(app.Clients, handler, calls, read);
        if (!IsSnapshot(read))
            warmUp.Connect();
        warmUp.Practice();
        return warmUp;
    }

    /// <summary>Whether this process is going to be copied: Lambda restores each of its environments from a snapshot of this one.</summary>
    public static bool IsSnapshot(Func<string, string?> read) => read(AwsVariables.InitializationType) == InitializationTypes.SnapStart;

    /// <summary>
    /// Waits for the end, at most <see cref="LongestWait"/>, where that is better than to ask for an invocation at once: before a snapshot, which
    /// shall have all of it; where environments are made in advance, since Lambda freezes them as soon as they ask; and where an invocation has less
    /// of a processor than the start, which has a whole one.
    /// </summary>
    /// <param name="time">The clock.</param>
    public void WaitBeforeInvocation(TimeProvider time)
    {
        if (!IsWaitedFor)
            return;

        try
        {
            Ended.WaitAsync(LongestWait, time).GetAwaiter().GetResult();
        }
        catch (TimeoutException)
        {
            // What it has begun goes on beside the invocation.
            _isLate = true;
        }
    }

    /// <summary>Goes on in a process that was restored from a snapshot. It has no connections.</summary>
    public void Restored() => Connect();

    private static bool HasShareOfProcessor(Func<string, string?> read) =>
        int.TryParse(read(AwsVariables.FunctionMemorySize), NumberStyles.None, CultureInfo.InvariantCulture, out int megabytes)
        && megabytes < LambdaLimits.WholeProcessorMegabytes;

    private static AwsCalls CallsOf(string handler) => handler switch
    {
        "accept" => AwsCalls.Create | AwsCalls.Send,
        "http" => AwsCalls.Create | AwsCalls.Send | AwsCalls.Read,
        "status" => AwsCalls.Read,
        "work" => AwsCalls.Change,
        "settle" => AwsCalls.Read | AwsCalls.Change,
        _ => AwsCalls.None,
    };

    // On a thread of its own: where there is one processor, the pool may have no second one for what an invocation waits for.
    private void Practice()
    {
        using AsyncFlowControl control = ExecutionContext.SuppressFlow();
        _practice = Task.Factory.StartNew(PracticeCalls, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private async Task PracticeAsync()
    {
        await AwsPractice.RunAsync(_clients, _calls, _read).ConfigureAwait(false);

        // Beside an invocation it would do the same at the same time, and both would wait for each other.
        if (IsWaitedFor && !_isLate)
            await HandlerPractice.RunAsync(_clients, _handler, _read).ConfigureAwait(false);
    }

    private void PracticeCalls()
    {
        try
        {
            PracticeAsync().GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            // The first invocation meets the same, and says what is wrong.
        }
    }

    private void Connect()
    {
        using AsyncFlowControl control = ExecutionContext.SuppressFlow();
        _connections = Task.Run(ConnectAsync);
    }

    private async Task ConnectAsync()
    {
        try
        {
#pragma warning disable AJ1003 // Before the first invocation there is no budget.
            using CancellationTokenSource end = new(s_longestConnection);
#pragma warning restore AJ1003
            await _clients.ConnectAsync(_calls, _read, end.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The first invocation opens them, or says why it cannot.
        }
    }
}
