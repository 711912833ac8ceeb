using System.Text;

namespace AsyncJobs.Http;

/// <summary>HTTP method and path template of an endpoint, such as <c>POST /reports/{name}</c>.</summary>
public sealed class JobRoute
{
    private readonly Segment[] _segments;

    /// <summary>Makes a route.</summary>
    /// <param name="method">The HTTP method in upper case.</param>
    /// <param name="template">The path: starts with a slash; a segment is literal or one placeholder in braces.</param>
    public JobRoute(string method, string template)
    {
        Method = method;
        Template = template;
        _segments = Array.ConvertAll(
            template.Split('/', StringSplitOptions.RemoveEmptyEntries),
            static text => text[0] == '{' ? new Segment(text[1..^1], true) : new Segment(text, false));
    }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; }

    /// <summary>The path with its placeholders.</summary>
    public string Template { get; }

    /// <summary>The route key as API Gateway writes it.</summary>
    public string Key => $"{Method} {Template}";

    internal int SegmentCount => _segments.Length;

    /// <summary>How many segments are placeholders: of two routes that match, API Gateway takes the one with fewer.</summary>
    internal int PlaceholderCount => Array.FindAll(_segments, static segment => segment.IsPlaceholder).Length;

    /// <inheritdoc/>
    public override string ToString() => Key;

    /// <summary>Whether a path is of this template.</summary>
    /// <param name="path">The path as the client sent it, percent-encoded, without query.</param>
    public bool Matches(ReadOnlySpan<byte> path)
    {
        foreach (Segment segment in _segments)
        {
            if (!TakeSegment(ref path, out ReadOnlySpan<byte> text) || (!segment.IsPlaceholder && !text.SequenceEqual(segment.Utf8)))
                return false;
        }

        return path.IsEmpty || path.SequenceEqual("/"u8);
    }

    /// <summary>The part of a matching path that stands for a placeholder, still percent-encoded.</summary>
    internal bool TryGetValue(ReadOnlySpan<byte> path, string name, out ReadOnlySpan<byte> value)
    {
        foreach (Segment segment in _segments)
        {
            if (!TakeSegment(ref path, out value))
                return false;

            if (segment.IsPlaceholder && segment.Text == name)
                return true;
        }

        value = default;
        return false;
    }

    /// <summary>The names of the placeholders with their values in a matching path, still percent-encoded.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < _segments.Length && i < parts.Length; i++)
        {
            if (_segments[i].IsPlaceholder)
                yield return KeyValuePair.Create(_segments[i].Text, parts[i]);
        }
    }

    private static bool TakeSegment(scoped ref ReadOnlySpan<byte> path, out ReadOnlySpan<byte> segment)
    {
        segment = default;
        if (path.Length < 2 || path[0] != '/' || path[1] == '/')
            return false;

        path = path[1..];
        int end = path.IndexOf((byte)'/');
        segment = end < 0 ? path : path[..end];
        path = path[segment.Length..];
        return true;
    }

    private readonly struct Segment(string text, bool isPlaceholder)
    {
        public string Text { get; } = text;

        public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);

        public bool IsPlaceholder { get; } = isPlaceholder;
    }
}
