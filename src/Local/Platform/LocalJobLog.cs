using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.Logging;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.Platform;

/// <summary>
/// Writes one line an event for a person at a console: time, level, event, then <c>name=value</c> pairs.
/// A value that could be taken for something else stands in JSON quotes, so that no request can forge a line. An exception has lines of its own,
/// which do not begin where a line of the log begins.
/// </summary>
/// <param name="output">The console.</param>
/// <param name="time">The clock.</param>
/// <param name="kept">Takes the lines of jobs as well; null for nobody.</param>
internal sealed class LocalJobLog(TextWriter output, TimeProvider time, KeptLines? kept = null) : PlatformLog
{
    private static readonly string[] s_parts = [$"\"{LogNames.Exception}\"", $"\"{LogNames.JobId}\""];

    private readonly object _gate = new();

    public override void Write(in JobLogEntry entry)
    {
        StringBuilder line = Begin(entry.Level);
        int start = line.Length;
        line.Append(entry.Category ?? entry.Event);
        if (entry.Category is not null)
            AppendValue(line.Append(' '), entry.Message ?? "");
        Append(line, LogNames.Job, entry.Job);
        Append(line, LogNames.JobId, entry.JobId);
        if (entry.Attempt > 0)
            Append(line, LogNames.Attempt, entry.Attempt.ToString(CultureInfo.InvariantCulture));
        Append(line, LogNames.Status, entry.Status?.ToWireName());
        Append(line, LogNames.RequestId, entry.RequestId);
        Append(line, LogNames.Service, entry.Service);
        Append(line, LogNames.Method, entry.Method);
        Append(line, LogNames.Url, entry.Url);
        Append(line, LogNames.GrantedMs, entry.Granted?.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        Append(line, LogNames.ElapsedMs, entry.Elapsed?.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        Append(line, LogNames.CorrelationId, entry.CorrelationId);
        Append(line, LogNames.TraceId, entry.TraceId);
        if (entry.Category is null)
            Append(line, LogNames.Message, entry.Message);
        foreach ((string name, object? value) in entry.Values ?? [])
            Append(line, name, Convert.ToString(value, CultureInfo.InvariantCulture));
        if (entry.Exception is { } exception)
            AppendException(line, TextOf(exception));
        WriteLine(line);
        if (entry.JobId is { } job)
        {
            string text = line.ToString(start, line.Length - start);
            kept?.Add(job, new KeptLine(time.GetUtcNow(), NameOf(entry.Level), text) { TraceId = entry.TraceId });
        }
    }

    public override void WriteRequest(string requestId, string method, string target, int statusCode, TimeSpan elapsed)
    {
        StringBuilder line = Begin(statusCode < 500 ? JobLogLevel.Information : JobLogLevel.Error).Append("http.request");
        Append(line, "method", method);
        Append(line, "target", target);
        Append(line, LogNames.Status, statusCode.ToString(CultureInfo.InvariantCulture));
        Append(line, "ms", elapsed.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        Append(line, LogNames.RequestId, requestId);
        WriteLine(line);
    }

    /// <summary>Says what happened to the process of a function.</summary>
    public void WriteProcess(JobLogLevel level, string name, string function, int processId, string? requestId, string? message)
    {
        StringBuilder line = Begin(level).Append(name);
        Append(line, "function", function);
        Append(line, "pid", processId.ToString(CultureInfo.InvariantCulture));
        Append(line, LogNames.RequestId, requestId);
        Append(line, LogNames.Message, message);
        WriteLine(line);
    }

    /// <summary>Passes on what the process of a function printed; the exception of a line of JSON in lines of its own.</summary>
    public void WriteOutput(string function, int processId, string text)
    {
        (string shown, string? exception, string? job, string? trace) = Split(text);
        StringBuilder line = new(shown.Length + 40);
        ConsoleText.AppendOutput(line.Append(function).Append('[').Append(processId).Append("] "), shown);
        if (exception is not null)
            AppendException(line, exception);
        WriteLine(line);
        if (job is not null)
            kept?.Add(job, new KeptLine(time.GetUtcNow(), "", line.ToString()) { TraceId = trace });
    }

    private static (string Shown, string? Exception, string? Job, string? Trace) Split(string text)
    {
        if (!text.StartsWith('{') || !s_parts.Any(part => text.Contains(part, StringComparison.Ordinal)))
            return (text, null, null, null);

        try
        {
            if (JsonNode.Parse(text) is JsonObject line)
            {
                string? job = TextOf(line, LogNames.JobId);
                string? trace = TextOf(line, LogNames.TraceId);
                if (TextOf(line, LogNames.Exception) is not { } exception)
                    return (text, null, job, trace);

                line.Remove(LogNames.Exception);
                return (line.ToJsonString(), exception, job, trace);
            }
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // Not a line of a log, but something that looks like one.
        }

        return (text, null, null, null);
    }

    private static string? TextOf(JsonObject line, string name) =>
        line[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // The class of an exception is somebody else's.
    private static string TextOf(Exception exception)
    {
        try
        {
            return exception.ToString();
        }
        catch (Exception)
        {
            return exception.GetType().ToString();
        }
    }

    private void AppendException(StringBuilder line, string text)
    {
        foreach (string part in text.ReplaceLineEndings("\n").Split('\n'))
        {
            line.Append(output.NewLine).Append("    ");
            ConsoleText.AppendPlain(line, part);
        }
    }

    private static void Append(StringBuilder line, string name, string? value)
    {
        if (value is null)
            return;

        // The names of a logger's values are somebody else's.
        ConsoleText.AppendPlain(line.Append(' '), name);
        AppendValue(line.Append('='), value);
    }

    private static void AppendValue(StringBuilder line, string value)
    {
        if (value.Length > 0 && !value.AsSpan().ContainsAnyExceptInRange('!', '~') && !value.AsSpan().ContainsAny('"', '=', '\\'))
            line.Append(value);
        else
            AppendQuoted(line, value);
    }

    // JSON's escapes leave the format characters as they are, and some of these make a console show text in another order.
    private static void AppendQuoted(StringBuilder line, string value)
    {
        line.Append('"');
        foreach (char c in JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Format)
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                line.Append(c);
        }

        line.Append('"');
    }

    private StringBuilder Begin(JobLogLevel level) =>
        new StringBuilder(160)
            .Append(time.GetLocalNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture))
            .Append(' ')
            .Append(NameOf(level).PadRight(6));

    private static string NameOf(JobLogLevel level) => level switch
    {
        JobLogLevel.Trace => "trace",
        JobLogLevel.Debug => "debug",
        JobLogLevel.Information => "info",
        JobLogLevel.Warning => "warn",
        JobLogLevel.Error => "error",
        _ => "fatal",
    };

    private void WriteLine(StringBuilder line)
    {
        lock (_gate)
            output.WriteLine(line.ToString());
    }
}
