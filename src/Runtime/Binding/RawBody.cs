using AsyncJobs.Buffers;
using AsyncJobs.Events;

namespace AsyncJobs.Binding;

/// <summary>
/// The types of a body that take any Content-Type: a body that says that it is JSON, or says nothing, is read as the JSON string that such a value
/// is, and any other is taken as it is.
/// </summary>
internal static class RawBody
{
    /// <summary>What a body from code may have, in bytes: as base64 it has to fit into what an input may have.</summary>
    public const int MostBytes = WorkerEvent.MaxInputBytes / 4 * 3;

    /// <summary>Any media type (RFC 9110, 12.5.1).</summary>
    public const string AnyType = "*/*";

    /// <summary>Whether a type is one of them.</summary>
    public static bool Takes<T>() =>
        typeof(T) == typeof(string) || typeof(T) == typeof(byte[])
        || typeof(T) == typeof(ReadOnlyMemory<byte>) || typeof(T) == typeof(ReadOnlyMemory<byte>?);

    /// <summary>A value that is not null, where only that counts: nobody who accepts a job looks at its input.</summary>
    public static T StandIn<T>() => typeof(T) == typeof(string) ? (T)(object)""
        : typeof(T) == typeof(byte[]) ? (T)(object)Array.Empty<byte>()
        : (T)(object)ReadOnlyMemory<byte>.Empty;

    /// <summary>Reads a body from where the stream stands to its end.</summary>
    /// <exception cref="ArgumentException">The stream has more than an input may have.</exception>
    public static async ValueTask ReadAsync(Stream content, PooledBuffer bytes, CancellationToken cancellationToken)
    {
        while (await content.ReadAsync(bytes.GetMemory(), cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            bytes.Advance(read);
            if (bytes.WrittenCount > MostBytes)
                throw new ArgumentException($"The stream has more than the {MostBytes} bytes that an input may have.", nameof(content));
        }
    }
}
