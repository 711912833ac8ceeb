using System.Text;

namespace AsyncJobs.Http;

/// <summary>HTTP method and path template of an endpoint, such as <c>POST /reports/{name}</c>.</summary>
public sealed class JobRoute
{
    private readonly byte[] _utf8;

    /// <summary>Makes a route.</summary>
    /// <param name="method">The HTTP method in upper case.</param>
    /// <param name="template">The path: starts with a slash; a segment is literal or one placeholder in braces.</param>
    public JobRoute(string method, string template)
    {
        Method = method;
        Template = template;
        _utf8 = Encoding.UTF8.GetBytes(template);
    }

    /// <summary>The HTTP method in upper case.</summary>
    public string Method { get; }

    /// <summary>The path with its placeholders.</summary>
    public string Template { get; }

    /// <summary>The route key as API Gateway writes it.</summary>
    public string Key => $"{Method} {Template}";

    internal int SegmentCount => Template.AsSpan().TrimEnd('/').Count('/');

    /// <summary>How many segments are placeholders: of two routes that match, API Gateway takes the one with fewer.</summary>
    internal int PlaceholderCount => Template.AsSpan().Count('{');

    /// <inheritdoc/>
    public override string ToString() => Key;

    /// <summary>Whether a path is of this template.</summary>
    /// <param name="path">The path as the client sent it, percent-encoded, without query.</param>
    public bool Matches(ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<byte> template = _utf8;
        while (TakeSegment(ref template, out ReadOnlySpan<byte> segment))
        {
            if (!TakeSegment(ref path, out ReadOnlySpan<byte> text) || (!IsPlaceholder(segment) && !text.SequenceEqual(segment)))
                return false;
        }

        return path.IsEmpty || path.SequenceEqual("/"u8);
    }

    /// <summary>The part of a matching path that stands for a placeholder, still percent-encoded.</summary>
    internal bool TryGetValue(ReadOnlySpan<byte> path, string name, out ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> template = _utf8;
        while (TakeSegment(ref template, out ReadOnlySpan<byte> segment))
        {
            if (!TakeSegment(ref path, out value))
                return false;

            if (IsPlaceholder(segment) && Ascii.Equals(segment[1..^1], name))
                return true;
        }

        value = default;
        return false;
    }

    /// <summary>The names of the placeholders with their values in a matching path, still percent-encoded.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values(string path)
    {
        string[] segments = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < segments.Length && i < parts.Length; i++)
        {
            if (segments[i][0] == '{')
                yield return KeyValuePair.Create(segments[i][1..^1], parts[i]);
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

    private static bool IsPlaceholder(ReadOnlySpan<byte> segment) => segment[0] == '{';
}
