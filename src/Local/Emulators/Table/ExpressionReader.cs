using System.Text.Json;

namespace AsyncJobs.Local.Emulators.Table;

/// <summary>Reads a DynamoDB expression token by token, and its operands as the item and the request have them.</summary>
/// <param name="kind">What the expression is called in an error.</param>
/// <param name="text">The expression.</param>
/// <param name="request">The request, with the names and values that the expression refers to.</param>
/// <param name="item">The item as it stands before the request; empty where there is none.</param>
internal sealed class ExpressionReader(string kind, string text, JsonElement request, IReadOnlyDictionary<string, JsonElement> item)
{
    private int _position;
    private string? _next;

    /// <summary>The token that comes next; empty at the end.</summary>
    public string Next => _next ??= Read();

    public string Take()
    {
        string token = Next;
        _next = null;
        return token;
    }

    /// <summary>Takes the next token if it is this one.</summary>
    public bool TryTake(string token)
    {
        if (!Next.Equals(token, StringComparison.OrdinalIgnoreCase))
            return false;

        _next = null;
        return true;
    }

    public void Expect(string token)
    {
        if (!TryTake(token))
            throw Error($"'{token}' is expected instead of '{Next}'");
    }

    /// <summary>Reads the name of an attribute, directly or through the request's names.</summary>
    public string TakeName()
    {
        string token = Take();
        if (token.StartsWith('#'))
        {
            return request.TryGetProperty("ExpressionAttributeNames", out JsonElement names) && names.TryGetProperty(token, out JsonElement name)
                ? name.GetString()!
                : throw Error($"An expression attribute name used in the document path is not defined; attribute name: {token}");
        }

        return token.Length > 0 && (char.IsAsciiLetter(token[0]) || token[0] == '_') ? token : throw Error($"'{token}' is no name of an attribute");
    }

    /// <summary>Reads an operand: a value of the request, an attribute or a function of one.</summary>
    /// <returns>Null for an attribute that the item does not have.</returns>
    public JsonElement? TakeOperand()
    {
        if (Next.StartsWith(':'))
        {
            string token = Take();
            return request.TryGetProperty("ExpressionAttributeValues", out JsonElement values) && values.TryGetProperty(token, out JsonElement value)
                ? value
                : throw Error($"An expression attribute value used in expression is not defined; attribute value: {token}");
        }

        if (TryTake("size"))
        {
            Expect("(");
            JsonElement? sized = TakeOperand();
            Expect(")");
            return sized is { } present ? AttributeValue.Number(AttributeValue.SizeOf(present)) : null;
        }

        return TakeAttribute();
    }

    /// <summary>Reads the path of an attribute.</summary>
    /// <returns>What the item has there.</returns>
    public JsonElement? TakeAttribute()
    {
        JsonElement? found = item.TryGetValue(TakeName(), out JsonElement attribute) ? attribute : null;
        while (TryTake("."))
        {
            string name = TakeName();
            found = found is { } map
                && map.TryGetProperty("M", out JsonElement members)
                && members.TryGetProperty(name, out JsonElement member)
                ? member
                : null;
        }

        return found;
    }

    public TableException Error(string what) => TableException.Invalid($"Invalid {kind}: {what}");

    private string Read()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
            _position++;
        if (_position == text.Length)
            return "";

        int start = _position++;
        if (IsWord(text[start]) || text[start] is '#' or ':')
        {
            while (_position < text.Length && IsWord(text[_position]))
                _position++;
        }
        else if (_position < text.Length && text[start..(_position + 1)] is "<>" or "<=" or ">=")
        {
            _position++;
        }

        return text[start.._position];
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
