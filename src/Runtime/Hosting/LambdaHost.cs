using System.Globalization;
using System.Runtime.ExceptionServices;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Hosting;

/// <summary>
/// Runs an executable assembly as a Lambda function, on the managed runtimes and on <c>provided.al2023</c>: takes invocations from the
/// Lambda Runtime API and hands them to the handler that <c>ASYNCJOBS_HANDLER</c> names
/// (<c>accept:JOB</c>, <c>work:JOB</c>, <c>status</c>, <c>settle</c> or <c>http</c>).
/// </summary>
public static class LambdaHost
{
    /// <summary>Whether this process was started by Lambda.</summary>
    public static bool IsLambda => Environment.GetEnvironmentVariable(AwsVariables.RuntimeApi) is { Length: > 0 };

    /// <summary>
    /// Whether this process was started by Lambda for a function of the jobs, one with <c>ASYNCJOBS_HANDLER</c>. A program that is also that of
    /// other functions, such as those of Amazon.Lambda.Annotations, tells by it what to run.
    /// </summary>
    public static bool IsJobFunction => IsLambda && Environment.GetEnvironmentVariable(JobVariables.Handler) is { Length: > 0 };

    /// <summary>
    /// Serves invocations on the calling thread until the process has to end. An error before the first invocation is reported to
    /// the platform as a failed start.
    /// </summary>
    /// <param name="app">The jobs.</param>
    /// <returns>The process's exit code. The process must end then: a job method may still be running that its time is over for.</returns>
    /// <exception cref="InvalidOperationException">The process was not started by Lambda.</exception>
    public static int Run(JobApp app) => Run(app, Environment.GetEnvironmentVariable);

    internal static int Run(JobApp app, Func<string, string?> read) => Run(app, read, TimeProvider.System);

    /// <param name="app">The jobs.</param>
    /// <param name="read">Reads an environment variable.</param>
    /// <param name="time">The clock of the start; invocations have that of the platform.</param>
    internal static int Run(JobApp app, Func<string, string?> read, TimeProvider time)
    {
        string api = read(AwsVariables.RuntimeApi) is { Length: > 0 } address ? address : throw new InvalidOperationException(
            $"The environment variable {AwsVariables.RuntimeApi} is not set: this process was not started by Lambda. "
            + "Use the local host on your own machine.");

        Lifeline.Watch(read(JobVariables.Lifeline), Lifeline.End);
        LambdaEntryPoint handler;
        int concurrency;
        WarmUp? warmUp;
        try
        {
            warmUp = WarmUp.Begin(app, read);
            handler = HandlerName.Resolve(read(JobVariables.Handler), app);
            app.Start();
            concurrency = ReadConcurrency(read(AwsVariables.MaxConcurrency));
        }
        catch (Exception exception)
        {
            using RuntimeApiClient client = new(api, time);
            client.PostInitError(exception);
            Console.Error.WriteLine(exception);
            return 1;
        }

        warmUp?.WaitBeforeInvocation(time);
        if (WarmUp.IsSnapshot(read))
            WaitForRestore(api, time, warmUp);

        ProcessEnd end = new();
        if (concurrency == 1)
        {
            Serve(api, app.Platform.Time, handler, end, setsTraceVariable: true);
            return 1;
        }

        // The environment is shared by all invocations, so that the trace variable can belong to none of them.
        for (int i = 0; i < concurrency; i++)
        {
            Thread thread = new(() =>
            {
                try
                {
                    Serve(api, app.Platform.Time, handler, end, setsTraceVariable: false);
                }
                catch (Exception exception)
                {
                    end.Fail(exception);
                }
            })
            {
                IsBackground = true,
                Name = "Lambda invocations",
            };
            thread.Start();
        }

        if (end.Wait() is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        return 1;
    }

    // What comes after it runs in each copy of this process. The connection to the API is one that no copy has.
    private static void WaitForRestore(string api, TimeProvider time, WarmUp? warmUp)
    {
        using (RuntimeApiClient client = new(api, time))
            client.WaitForRestore();
        warmUp?.Restored();
    }

    private static int ReadConcurrency(string? value) => value switch
    {
        null or "" => 1,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= 1000 => count,
        var text => throw new InvalidOperationException(
            $"The environment variable {AwsVariables.MaxConcurrency} is '{text}'; it must be a number from 1 to 1000."),
    };

    private static void Serve(string api, TimeProvider time, LambdaEntryPoint handler, ProcessEnd end, bool setsTraceVariable)
    {
        using RuntimeApiClient client = new(api, time);
        using PooledBuffer reply = new();
        bool goesOn = true;
        while (goesOn)
        {
            Invocation invocation = client.Next(out ReadOnlyMemory<byte> payload);
            end.Begin();
            try
            {
                if (setsTraceVariable)
                    Environment.SetEnvironmentVariable(AwsVariables.TraceId, invocation.TraceId);

                reply.Clear();
                Exception? failure = Handle(handler, payload, invocation, reply);
                if (invocation.IsMethodAbandoned)
                    end.Announce();
                if (invocation.Stream!.HasBegun || (failure is null && invocation.IsReplyStreamed))
                    client.EndStream(invocation, reply.WrittenSpan, failure);
                else if (failure is not null)
                    client.PostError(invocation.RequestId, failure);
                else
                    client.PostResponse(invocation.RequestId, reply.WrittenSpan);
            }
            finally
            {
                goesOn = end.Finish();
            }
        }
    }

    private static Exception? Handle(LambdaEntryPoint handler, ReadOnlyMemory<byte> payload, Invocation invocation, PooledBuffer reply)
    {
        try
        {
            ValueTask task = handler(payload, invocation, reply);
            if (task.IsCompleted)
                task.GetAwaiter().GetResult();
            else
                task.AsTask().GetAwaiter().GetResult();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
