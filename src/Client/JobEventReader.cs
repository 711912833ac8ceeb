using System.Globalization;
using System.Text;

namespace AsyncJobs.Client;

/// <summary>Reads server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html.</summary>
/// <param name="stream">The body of the reply.</param>
/// <param name="silence">
/// How long nothing may come, not even a comment, until the connection counts as broken. A parser of the platform does not tell of comments.
/// </param>
/// <param name="time">The clock.</param>
internal sealed class JobEventReader(Stream stream, TimeSpan silence, TimeProvider time)
{
    /// <summary>How long a connection that is not broken is silent for at most: three times what lies between two comments.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(45);

    private readonly StreamReader _lines = new(stream, Encoding.UTF8);
    private string? _nextId;

    /// <summary>The id of the event that was read last; null where it has none.</summary>
    public string? LastId { get; private set; }

    /// <summary>After how long the server wants the reader to come again; null where it does not say.</summary>
    public TimeSpan? Retry { get; private set; }

    /// <summary>Reads the next event.</summary>
    /// <returns>Null at the end of the stream.</returns>
    /// <exception cref="IOException">The connection is broken, or silent for too long.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async ValueTask<JobEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        string name = "message";
        StringBuilder? data = null;
        while (await ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
            {
                LastId = _nextId ?? LastId;
                if (data is not null)
                    return new JobEvent(name, Encoding.UTF8.GetBytes(data.ToString()));
                name = "message";
                continue;
            }

            (string field, string value) = Split(line);
            if (field == "data")
                data = (data is null ? new StringBuilder() : data.Append('\n')).Append(value);
            else if (field == "event")
                name = value;
            else if (field == "id" && !value.Contains('\0', StringComparison.Ordinal))
                _nextId = value;
            else if (field == "retry" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds))
                Retry = TimeSpan.FromMilliseconds(milliseconds);
        }

        return null;
    }

    private static (string Field, string Value) Split(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return (line, "");

        int start = colon + 1 < line.Length && line[colon + 1] == ' ' ? colon + 2 : colon + 1;
        return (line[..colon], line[start..]);
    }

    private async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource timer = new(silence, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await _lines.ReadLineAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The server said nothing for {silence.TotalSeconds:0.###} s.", exception);
        }
    }
}
