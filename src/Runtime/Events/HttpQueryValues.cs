using System.Text;
using System.Text.Json;
using AsyncJobs.Buffers;

namespace AsyncJobs.Events;

/// <summary>Walks over the values that a query string has for one name, in their order, each decoded.</summary>
internal ref struct HttpQueryValues
{
    private ReadOnlySpan<byte> _text;
    private Utf8JsonReader _json;
    private string _name;
    private bool _isJson;
    private bool _isEncoded;
    private bool _isInArray;
    private bool _isDone;

    public static HttpQueryValues FromText(ReadOnlySpan<byte> query, string name) => new() { _text = query, _name = name, _isEncoded = true };

    public static HttpQueryValues FromJson(ReadOnlySpan<byte> query, string name, bool isEncoded)
    {
        HttpQueryValues values = new()
        {
            _json = new Utf8JsonReader(query, new JsonReaderOptions { MaxDepth = HttpEvent.MaxDepth }),
            _name = name,
            _isJson = true,
            _isEncoded = isEncoded,
        };
        values._json.Read();
        return values;
    }

    public bool TryNext(PooledBuffer scratch, out ReadOnlySpan<byte> value) =>
        _isJson ? TryNextJson(scratch, out value) : TryNextText(scratch, out value);

    private bool TryNextText(PooledBuffer scratch, out ReadOnlySpan<byte> value)
    {
        while (!_text.IsEmpty)
        {
            int end = _text.IndexOf((byte)'&');
            ReadOnlySpan<byte> pair = end < 0 ? _text : _text[..end];
            _text = end < 0 ? default : _text[(end + 1)..];
            int equals = pair.IndexOf((byte)'=');
            ReadOnlySpan<byte> name = equals < 0 ? pair : pair[..equals];
            if (!IsName(PercentEncoding.Decode(name, plusIsSpace: true, scratch)))
                continue;

            value = equals < 0 ? default : PercentEncoding.Decode(pair[(equals + 1)..], plusIsSpace: true, scratch);
            return true;
        }

        value = default;
        return false;
    }

    private bool TryNextJson(PooledBuffer scratch, out ReadOnlySpan<byte> value)
    {
        value = default;
        while (!_isDone && _json.Read())
        {
            switch (_json.TokenType)
            {
                case JsonTokenType.PropertyName:
                    bool isMatch = IsName(Decoded(scratch));
                    _json.Read();
                    if (isMatch && _json.TokenType is JsonTokenType.StartArray)
                    {
                        _isInArray = true;
                    }
                    else if (isMatch && _json.TokenType is JsonTokenType.String)
                    {
                        value = Decoded(scratch);
                        return true;
                    }
                    else
                    {
                        _json.Skip();
                    }

                    break;
                case JsonTokenType.String when _isInArray:
                    value = Decoded(scratch);
                    return true;
                case JsonTokenType.EndArray:
                    _isInArray = false;
                    break;
                case JsonTokenType.EndObject:
                    _isDone = true;
                    break;
                default:
                    _json.Skip();
                    break;
            }
        }

        return false;
    }

    private readonly bool IsName(ReadOnlySpan<byte> utf8)
    {
        Span<byte> name = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(_name, name, out int length) && utf8.SequenceEqual(name[..length]);
    }

    private ReadOnlySpan<byte> Decoded(PooledBuffer scratch)
    {
        ReadOnlySpan<byte> text = Unescape(scratch);
        return _isEncoded ? PercentEncoding.Decode(text, plusIsSpace: true, scratch) : text;
    }

    private ReadOnlySpan<byte> Unescape(PooledBuffer scratch)
    {
        if (!_json.ValueIsEscaped)
            return _json.ValueSpan;

        int start = scratch.WrittenCount;
        scratch.Advance(_json.CopyString(scratch.GetSpan(_json.ValueSpan.Length)));
        return scratch.WrittenSpan[start..];
    }
}
