namespace AsyncJobs.Telemetry;

/// <summary>Writes whole lines to a stream, one after the other.</summary>
/// <param name="output">Where to; null for the standard output, opened with the first line.</param>
internal sealed class LineOutput(Stream? output)
{
    private readonly object _gate = new();
    private Stream? _output = output;

    /// <summary>The standard output. Shared, because the lines of one writer must not cut into those of another.</summary>
    public static LineOutput Standard { get; } = new(null);

    public static LineOutput To(Stream? output) => output is null ? Standard : new LineOutput(output);

    public void Write(ReadOnlySpan<byte> lines)
    {
        lock (_gate)
        {
            _output ??= Console.OpenStandardOutput();
            _output.Write(lines);
            _output.Flush();
        }
    }
}
