namespace AsyncJobs.Direct.Connections;

/// <summary>Reads the body of an answer, but not more of it than there can be.</summary>
internal static class BoundedBody
{
    private const int FirstBytes = 4096;

    /// <summary>Reads a body.</summary>
    /// <param name="content">The body.</param>
    /// <param name="mostBytes">The longest that is read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The body; null if it is longer.</returns>
    /// <exception cref="IOException">The body ends too early, or the connection breaks.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int mostBytes, CancellationToken cancellationToken)
    {
        long? announced = content.Headers.ContentLength;
        if (announced > mostBytes)
            return null;

        using Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);

        // One more, to see that it ends.
        byte[] buffer = new byte[announced is { } length ? (int)length + 1 : FirstBytes];
        int read = 0;
        while (true)
        {
            if (read == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, mostBytes + 1));
            int more = await stream.ReadAsync(buffer.AsMemory(read), cancellationToken).ConfigureAwait(false);
            if (more == 0)
                break;

            read += more;
            if (read > mostBytes)
                return null;
        }

        return read < announced ? throw new EndOfStreamException("The answer ends too early.") : buffer.AsMemory(0, read);
    }
}
