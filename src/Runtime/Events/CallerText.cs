using System.Text.Json;

namespace AsyncJobs.Events;

/// <summary>A member of an event that names the caller. It is of use where it is there once and is a text that says something.</summary>
internal struct CallerText
{
    private string? _text;
    private bool _isRead;
    private bool _isUnusable;

    /// <summary>Whether the event has it, whatever it is.</summary>
    public readonly bool IsPresent => _text is not null || _isUnusable;

    /// <summary>The text; null where the event has none, or one that cannot be relied on.</summary>
    public readonly string? Text => _isUnusable ? null : _text;

    /// <summary>Reads the value of the property that the reader is at.</summary>
    /// <returns>False for null.</returns>
    public bool Read(ref Utf8JsonReader reader)
    {
        _isUnusable |= _isRead;
        _isRead = true;
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null)
            return false;

        if (reader.TokenType is JsonTokenType.String && reader.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
            _text = text;
        else
            _isUnusable = true;
        reader.Skip();
        return true;
    }
}
