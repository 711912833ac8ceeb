using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace AsyncJobs.Direct.Tests.DynamoDb;

/// <summary>Random items of all kinds of attributes.</summary>
internal sealed class RandomItems(int seed)
{
    private static readonly string[] s_texts = ["", "x", "Straße", "漢字", "🙂", "\"\\\u0001\u007f", "</script>", "+&'`", "a\u2028b", new('y', 300)];

    private readonly Random _random = new(seed);

    public Dictionary<string, AttributeValue> Next(int depth = 3)
    {
        Dictionary<string, AttributeValue> item = [];
        for (int i = _random.Next(6); i > 0; i--)
            item[Text() + i.ToString(CultureInfo.InvariantCulture)] = Value(depth);
        return item;
    }

    private AttributeValue Value(int depth) => _random.Next(depth == 0 ? 8 : 10) switch
    {
        0 => new() { S = Text() },
        1 => new() { N = Number() },
        2 => new() { B = Binary() },
        3 => new() { BOOL = _random.Next(2) == 0 },
        4 => new() { NULL = true },
        5 => new() { SS = [Text(), "other"] },
        6 => new() { NS = [Number(), "1"] },
        7 => new() { BS = [Binary(), Binary()] },
        8 => new() { L = [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Value(depth - 1))] },
        _ => new() { M = Next(depth - 1) },
    };

    private string Text() => s_texts[_random.Next(s_texts.Length)];

    private string Number() => _random.Next(3) switch { 0 => "0", 1 => "-1.5E+10", _ => _random.NextInt64().ToString(CultureInfo.InvariantCulture) };

    private MemoryStream Binary()
    {
        byte[] bytes = new byte[_random.Next(40)];
        _random.NextBytes(bytes);
        return new MemoryStream(bytes);
    }
}
