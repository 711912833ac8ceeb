using System.Buffers;

namespace Sample.Summaries;

/// <summary>
/// Reads CSV as RFC 4180 has it, field by field and without copying: a field is a part of the text, save where doubled quotes have
/// to become single ones. Lines may end in CRLF, LF or CR; a byte order mark and blank lines are passed over.
/// </summary>
internal sealed class CsvReader
{
    private readonly string _text;
    private readonly char _delimiter;
    private readonly SearchValues<char> _fieldEnds;
    private readonly ArrayBufferWriter<char> _unquoted = new();
    private int _position;
    private int _line = 1;
    private bool _isInRow;

    public CsvReader(string text, char delimiter)
    {
        _text = text;
        _delimiter = delimiter;
        _fieldEnds = SearchValues.Create([delimiter, '\r', '\n']);
        _position = text.StartsWith('\uFEFF') ? 1 : 0;
    }

    /// <summary>How much of the text is read, 0 to 1.</summary>
    public double Fraction => _text.Length == 0 ? 1 : (double)_position / _text.Length;

    private ReadOnlySpan<char> Rest => _text.AsSpan(_position);

    /// <summary>Goes to the next row. The fields of the one before have all been read.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool TryStartRow()
    {
        while (TryTakeLineEnd())
        {
        }

        return _isInRow = _position < _text.Length;
    }

    /// <summary>Reads the row's next field.</summary>
    /// <param name="field">The field, valid until the next one is read.</param>
    /// <returns>False at the end of the row.</returns>
    /// <exception cref="CsvException">The text is not CSV.</exception>
    public bool TryReadField(out ReadOnlySpan<char> field)
    {
        field = default;
        if (!_isInRow)
            return false;

        field = Rest is ['"', ..] ? TakeQuoted() : TakePlain();
        if (Rest is [var next, ..] && next == _delimiter)
            _position++;
        else if (_position == _text.Length || TryTakeLineEnd())
            _isInRow = false;
        else
            throw new CsvException(_line, "a closing quote must end its field; a quote inside a field is written twice.");

        return true;
    }

    private ReadOnlySpan<char> TakePlain()
    {
        int length = Rest.IndexOfAny(_fieldEnds);
        ReadOnlySpan<char> field = length < 0 ? Rest : Rest[..length];
        _position += field.Length;
        return field;
    }

    private ReadOnlySpan<char> TakeQuoted()
    {
        int firstLine = _line;
        _unquoted.ResetWrittenCount();
        _position++;
        while (true)
        {
            int length = Rest.IndexOf('"');
            if (length < 0)
                throw new CsvException(firstLine, "a quote is opened here and never closed.");

            ReadOnlySpan<char> part = Rest[..length];
            _line += CountLines(part);
            _position += length + 1;
            if (Rest is not ['"', ..])
            {
                if (_unquoted.WrittenCount == 0)
                    return part;

                _unquoted.Write(part);
                return _unquoted.WrittenSpan;
            }

            _unquoted.Write(_text.AsSpan(_position - 1 - length, length + 1));
            _position++;
        }
    }

    private bool TryTakeLineEnd()
    {
        int length = Rest switch
        {
            ['\r', '\n', ..] => 2,
            ['\r' or '\n', ..] => 1,
            _ => 0,
        };
        _position += length;
        _line += length > 0 ? 1 : 0;
        return length > 0;
    }

    private static int CountLines(ReadOnlySpan<char> text) => text.Count('\n') + text.Count('\r') - text.Count("\r\n");
}
