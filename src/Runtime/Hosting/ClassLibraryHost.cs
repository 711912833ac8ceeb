using System.Globalization;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Hosting;

/// <summary>
/// Runs one invocation of a class library, whose methods a Lambda runtime with Amazon.Lambda.RuntimeSupport calls.
/// Generated code calls it with what it reads from an <c>ILambdaContext</c>.
/// </summary>
public static class ClassLibraryHost
{
    /// <summary>Reads the event, hands it to the handler, and gives what it replied.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="input">The event; read to its end, and not disposed of.</param>
    /// <param name="requestId">The invocation's request id; null or empty, as in tests, for a new one.</param>
    /// <param name="remainingTime">What is left until the platform ends the invocation; unknown where it is not positive, as in tests.</param>
    /// <param name="functionArn">The ARN the function was called by; null or empty where it is not known.</param>
    /// <param name="traceId">The X-Ray trace header; null or empty for what the environment says.</param>
    /// <returns>The reply, from its beginning.</returns>
    /// <remarks>
    /// A job method that goes on after its job was recorded as TIMED_OUT ends the process with exit code 1, since it would run into the
    /// invocations after it. The platform then repeats the event, which finds the job finished. Where one process serves several
    /// invocations at once (<c>AWS_LAMBDA_MAX_CONCURRENCY</c>) it stays, for the sake of the others.
    /// </remarks>
    public static Task<Stream> RunAsync(
        LambdaEntryPoint handler, Stream input, string? requestId, TimeSpan remainingTime, string? functionArn, string? traceId)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(input);
        Invocation invocation = new()
        {
            RequestId = NotEmpty(requestId) ?? Guid.NewGuid().ToString(),
            Deadline = DeadlineOf(remainingTime, TimeProvider.System),
            FunctionArn = NotEmpty(functionArn),
            TraceId = NotEmpty(traceId) ?? NotEmpty(Environment.GetEnvironmentVariable(AwsVariables.TraceId)),
        };
        return RunAsync(handler, input, invocation, Environment.GetEnvironmentVariable, Environment.Exit);
    }

    internal static async Task<Stream> RunAsync(
        LambdaEntryPoint handler, Stream input, Invocation invocation, Func<string, string?> read, Action<int> exit)
    {
        using PooledBuffer received = new();
        using PooledBuffer reply = new();
        try
        {
            await handler(await ReadAsync(input, received).ConfigureAwait(false), invocation, reply).ConfigureAwait(false);
        }
        finally
        {
            if (invocation.IsMethodAbandoned && IsAlone(read))
                exit(1);
        }

        return new MemoryStream(reply.WrittenSpan.ToArray(), writable: false);
    }

    internal static DateTimeOffset? DeadlineOf(TimeSpan remainingTime, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        return remainingTime > TimeSpan.Zero && remainingTime < DateTimeOffset.MaxValue - now ? now + remainingTime : null;
    }

    // The platform's own runtime hands over the bytes as they came; anything else is read into memory.
    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream input, PooledBuffer received)
    {
        if (input is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> bytes))
            return bytes.AsMemory((int)Math.Min(memory.Position, bytes.Count));

        int count;
        do
        {
            count = await input.ReadAsync(received.GetMemory(16 * 1024)).ConfigureAwait(false);
            received.Advance(count);
        }
        while (count > 0);
        return received.WrittenMemory;
    }

    // Outside of Lambda, as in tests, the process is somebody else's too.
    private static bool IsAlone(Func<string, string?> read) =>
        NotEmpty(read(AwsVariables.RuntimeApi)) is not null
        && (NotEmpty(read(AwsVariables.MaxConcurrency)) is not { } text
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= 1));

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
