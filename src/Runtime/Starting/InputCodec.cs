using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Starting;

/// <summary>The form in which inputs are kept, which is that of results.</summary>
internal static class InputCodec
{
    /// <summary>Puts an input into the form in which it is kept.</summary>
    /// <param name="args">The arguments, one JSON object.</param>
    public static KeptInput Encode(ReadOnlySpan<byte> args)
    {
        ReadOnlyMemory<byte> content = ResultCodec.Encode(args, out JobResultEncoding encoding);
        return new KeptInput(content, encoding, DateTimeOffset.MaxValue);
    }

    /// <summary>When the input of a job may go that is started, or whose event is sent again.</summary>
    public static DateTimeOffset ExpiryOf(JobDefinition job, DateTimeOffset now) =>
        now + KeptInputLife.Of(job.RetentionHours, job.TimeoutSeconds, job.StateType is null ? 0 : job.TotalTimeoutSeconds);

    /// <summary>The arguments as they were.</summary>
    /// <exception cref="InvalidDataException">What is stored is none.</exception>
    public static ReadOnlyMemory<byte> Decode(KeptInput input)
    {
        using PooledBuffer scratch = new();
        return ResultCodec.Decode(input.Content.Span, input.Encoding, "input", scratch).ToArray();
    }
}
