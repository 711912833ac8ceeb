using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Http;

namespace AsyncJobs.Binding;

/// <summary>
/// Writes the arguments of a job as the parts of the HTTP request that starts it, so that the job reads equal ones from it. Used by generated code,
/// for one request. An argument that no request can carry is refused with an <see cref="ArgumentException"/> that names it.
/// </summary>
/// <param name="route">The job's route.</param>
public sealed class RequestWriter(JobRoute route)
{
    private const string Bytes = "application/octet-stream";

    private readonly Dictionary<string, string> _placeholders = new(StringComparer.Ordinal);
    private readonly StringBuilder _query = new();
    private readonly List<KeyValuePair<string, string>> _headers = [];

    // What a job says of its body itself, by a parameter of this name.
    private string? _declaredType;
    private ReadOnlyMemory<byte>? _json;
    private Func<ReadOnlyMemory<byte>>? _asItIs;

    /// <summary>The method of the route, in upper case.</summary>
    public string Method => route.Method;

    /// <summary>The path of the job below the URL of its API, without a slash at the beginning, and the query.</summary>
    [StringSyntax(StringSyntaxAttribute.Uri)]
    public string Target => PathOf() + _query;

    /// <summary>The headers that are arguments, each once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The body; null for none. It is JSON, unless the job takes a body as it is.</summary>
    /// <exception cref="ArgumentException">
    /// The body's text has characters that the charset of its Content-Type does not have, or begins with a byte order mark.
    /// </exception>
    public ReadOnlyMemory<byte>? Content => IsJson ? _json : _asItIs?.Invoke() ?? _json;

    /// <summary>What the body is; null for JSON.</summary>
    public string? ContentType => _declaredType ?? (_json is null && _asItIs is not null ? Bytes : null);

    // Bytes and texts go as JSON too, where the job has no word in it: any API carries that unchanged, and one that is empty is there.
    private bool IsJson => _json is not null && (_declaredType is null || HttpEvent.IsJson(_declaredType));

    /// <summary>Adds the value of a placeholder of the route.</summary>
    public void Route<T>(string name, T value, Scalar<T> scalar)
        where T : notnull
    {
        string text = ArgumentText.WellFormed(name, scalar.Format(value));
        _placeholders[name] = text is "" or "." or ".."
            ? throw new ArgumentException($"The argument '{name}' is '{text}', which cannot be a segment of a path.", name)
            : text;
    }

    /// <summary>Adds a value of the query; null is left out.</summary>
    public void Query<T>(string name, T? value, Scalar<T> scalar)
        where T : notnull
    {
        if (value is not null)
            AddQuery(name, scalar.Format(value));
    }

    /// <summary>Adds a value of the query; null is left out.</summary>
    public void Query<T>(string name, T? value, Scalar<T> scalar)
        where T : struct
    {
        if (value is { } present)
            AddQuery(name, scalar.Format(present));
    }

    /// <summary>Adds a repeated value of the query; null is left out, and so is an empty one, which a query has no place for.</summary>
    public void Query<T>(string name, IEnumerable<T>? values, Scalar<T> scalar)
        where T : notnull
    {
        foreach (T value in values ?? [])
            AddQuery(name, scalar.Format(value));
    }

    /// <summary>Adds the value of a header; null is left out.</summary>
    public void Header<T>(string name, T? value, Scalar<T> scalar)
        where T : notnull
    {
        if (value is not null)
            AddHeader(name, scalar.Format(value));
    }

    /// <summary>Adds the value of a header; null is left out.</summary>
    public void Header<T>(string name, T? value, Scalar<T> scalar)
        where T : struct
    {
        if (value is { } present)
            AddHeader(name, scalar.Format(present));
    }

    /// <summary>Sets the body; null is left out. The bytes of one must stay as they are until the job is started.</summary>
    public void Body<T>(T value, JsonTypeInfo<T> type)
    {
        if (value is null)
            return;

        _json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        _asItIs = (object)value! switch
        {
            string text => () => Encode(text),
            byte[] bytes => () => bytes,
            ReadOnlyMemory<byte> bytes => () => bytes,
            _ => null,
        };
    }

    /// <summary>
    /// Sets a body that is read from where the stream stands to its end; null is left out, and so is one without a byte. The stream stays the
    /// caller's to dispose.
    /// </summary>
    /// <param name="content">The body.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <exception cref="ArgumentException">The stream has more than an input may have.</exception>
    public async ValueTask BodyAsync(Stream? content, CancellationToken cancellationToken)
    {
        if (content is null)
            return;

        using PooledBuffer buffer = new();
        await RawBody.ReadAsync(content, buffer, cancellationToken).ConfigureAwait(false);
        byte[] bytes = buffer.WrittenSpan.ToArray();
        _asItIs = () => bytes;
    }

    private void AddQuery(string name, string text) => _query
        .Append(_query.Length == 0 ? '?' : '&')
        .Append(Uri.EscapeDataString(name))
        .Append('=')
        .Append(Uri.EscapeDataString(ArgumentText.WellFormed(name, text)));

    private void AddHeader(string name, string text)
    {
        bool isCarried = !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text.Trim(' ').Length == text.Length;
        if (!isCarried)
        {
            throw new ArgumentException(
                $"The argument '{name}' is a header, which carries printable ASCII alone, without spaces at its ends.", name);
        }

        if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            _declaredType = text;
        else
            _headers.Add(KeyValuePair.Create(name, text));
    }

    private string PathOf()
    {
        string[] segments = route.Template.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < segments.Length; i++)
        {
            if (segments[i][0] == '{')
                segments[i] = Uri.EscapeDataString(_placeholders[segments[i][1..^1]]);
        }

        // A colon in the first segment would make a scheme of what is before it (RFC 3986, 4.2).
        string path = string.Join('/', segments);
        return segments is [var first, ..] && first.Contains(':', StringComparison.Ordinal) ? "./" + path : path;
    }

    private ReadOnlyMemory<byte> Encode(string text)
    {
        if (text.StartsWith('\uFEFF'))
            throw new ArgumentException("A text that is sent as it is must not begin with a byte order mark: readers take it away.", nameof(text));

        Encoding encoding = RawText.EncodingOf(_declaredType, out string? fault) ?? throw new ArgumentException(fault, nameof(text));
        try
        {
            return encoding.GetBytes(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException($"The body has characters that {encoding.WebName} does not have.", nameof(text), exception);
        }
    }
}
