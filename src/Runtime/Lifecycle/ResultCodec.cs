using System.Buffers;
using System.IO.Compression;
using AsyncJobs.Buffers;
using AsyncJobs.Shared;

namespace AsyncJobs.Lifecycle;

/// <summary>The form in which results are kept: small ones as JSON that a person can read in the table, larger ones compressed.</summary>
internal static class ResultCodec
{
    /// <summary>What may be stored, in bytes: DynamoDB takes items of 400 KB, with the other attributes and their names.</summary>
    public const int MaxStoredBytes = 350 * 1024;

    /// <summary>What Lambda takes as the reply to a request, in bytes; a poll has to bring the result in one.</summary>
    public const int MaxReplyBytes = LambdaLimits.MostSynchronousBytes;

    // Below this little is saved, and the first use of the compressor is paid for in each new process.
    private const int SmallestCompressed = 8 * 1024;

    // The rest of a reply: headers, and the other members of the status document at their longest.
    private const int ReplyRest = 32 * 1024;

    // Compresses JSON nearly as well as the best level, many times as fast.
    private const int Quality = 5;
    private const int Window = 22;

    /// <summary>Puts a result into the form in which it is kept.</summary>
    /// <param name="json">The result, UTF-8 JSON.</param>
    /// <param name="encoding">How it is to be read.</param>
    /// <returns>A copy, which may be larger than <see cref="MaxStoredBytes"/>.</returns>
    public static ReadOnlyMemory<byte> Encode(ReadOnlySpan<byte> json, out JobResultEncoding encoding)
    {
        encoding = JobResultEncoding.Json;
        if (json.Length < SmallestCompressed)
            return json.ToArray();

        byte[] target = ArrayPool<byte>.Shared.Rent(json.Length);
        try
        {
            // It has to become smaller, or there is no room for it.
            if (!BrotliEncoder.TryCompress(json, target.AsSpan(0, json.Length - 1), out int length, Quality, Window))
                return json.ToArray();

            encoding = JobResultEncoding.Brotli;
            return target.AsMemory(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(target);
        }
    }

    /// <summary>Gives a stored result as UTF-8 JSON.</summary>
    /// <param name="record">The job; it has a result.</param>
    /// <param name="scratch">Takes the JSON where it has to be decompressed.</param>
    /// <exception cref="InvalidDataException">What is stored is no result, or becomes more than a reply could bring.</exception>
    public static ReadOnlySpan<byte> Decode(JobRecord record, PooledBuffer scratch) =>
        record.ResultEncoding is JobResultEncoding.Json
            ? record.Result.Span
            : Decode(record.Result.Span, record.ResultEncoding, $"result of job {record.Id}", scratch);

    /// <summary>Gives what was encoded as UTF-8 JSON.</summary>
    /// <param name="stored">What is stored.</param>
    /// <param name="encoding">How it is to be read.</param>
    /// <param name="what">What it is, for the message of an exception.</param>
    /// <param name="scratch">Takes the JSON where it has to be decompressed.</param>
    /// <exception cref="InvalidDataException">It was not encoded, or becomes more than is ever stored.</exception>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> stored, JobResultEncoding encoding, string what, PooledBuffer scratch)
    {
        if (encoding is JobResultEncoding.Json)
            return stored;

        using BrotliDecoder decoder = default;
        ReadOnlySpan<byte> source = stored;
        int start = scratch.WrittenCount;
        OperationStatus status;
        do
        {
            status = decoder.Decompress(source, scratch.GetSpan(source.Length), out int read, out int written);
            scratch.Advance(written);
            source = source[read..];
            if (scratch.WrittenCount - start > MaxReplyBytes)
                throw new InvalidDataException($"The stored {what} has more than the {MaxReplyBytes} bytes that are ever stored.");
        }
        while (status is OperationStatus.DestinationTooSmall);

        return status is OperationStatus.Done
            ? scratch.WrittenSpan[start..]
            : throw new InvalidDataException($"The stored {what} cannot be decompressed.");
    }

    /// <summary>Whether a reply can bring this result: it stands there as text within JSON, in which quotes and backslashes take two bytes.</summary>
    public static bool FitsReply(ReadOnlySpan<byte> json)
    {
        int length = json.Length + ReplyRest;
        return length * 2 <= MaxReplyBytes || length + json.Count((byte)'"') + json.Count((byte)'\\') <= MaxReplyBytes;
    }
}
