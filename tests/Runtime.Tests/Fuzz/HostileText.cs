using System.Text;

namespace AsyncJobs.Runtime.Tests.Fuzz;

/// <summary>Texts that break what does not take care.</summary>
internal static class HostileText
{
    private static readonly string[] s_texts =
    [
        "", " ", "x", "0", "-1", "1e999", "00000000000000000000000000", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "\0", "\r\nset-cookie: a=b", "\n", "\t", "\u007f", "\u0080",
        "\u2028", "\ufeff", "\ud800", "\udc00\ud800", "\ud83d\ude42", "é", "漢字", "\"", "\\", "\\u0000", "\\\"},{\"", "'", "<script>", "</script><!--", "&amp;", "%", "%0", "%00", "%2F", "%25",
        "%ff%fe", "%0d%0aset-cookie:%20a", "+", "a+b", "..", "../..", "//", "//evil.example", "/", "?", "#", "a=b&c=d", ";", ",", ", ,", "a,b,,c", "{", "}", "[", "]", "{}", "[]", "null", "true",
        "wait=0", "wait=-1", "wait=x", "wait=99999999999999999999", "respond-async, wait=0", "application/json", "application/json; charset=utf-16", "text/json", "application/vnd.a+json",
        "application/problem+json;x=\"", "https://hooks.example.com/", "https://127.0.0.1/", "javascript:alert(1)", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-0000000000000000-00", "x".PadRight(300, 'x'), "2026-02-30", "POST", "GET", "DELETE", "get", "2.0", "1.0", "$default",
    ];

    private static readonly string[] s_json =
    [
        "null", "true", "false", "0", "-0", "-1.5e300", "1e400", "123456789012345678901234567890", "\"\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "[]", "[[]]",
        "[null,1,\"x\",{}]", "{}", "{\"\":\"\"}", "{\"a\":{\"a\":[]}}", "{\"a\":1,\"a\":2}", "[1,]", "{\"a\"}", "nul", "01", "\"\\x\"", "\"\t\"", "/**/1", "NaN", "",
    ];

    public static string Any(Random random) => random.Next(8) switch
    {
        0 => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => (char)random.Next(0x10000))),
        1 => string.Concat(Known(random), Known(random)),
        2 => new string((char)random.Next(0x20, 0x7f), random.Next(1, 400)),
        _ => Known(random),
    };

    /// <summary>The text as a JSON string, escaped in one of the ways that there are.</summary>
    public static string Quoted(Random random, string text)
    {
        bool all = random.Next(4) == 0;
        StringBuilder quoted = new("\"");
        foreach (char c in text)
        {
            if (all || c < ' ' || char.IsSurrogate(c))
                quoted.Append("\\u").Append(((int)c).ToString(random.Next(2) == 0 ? "x4" : "X4", System.Globalization.CultureInfo.InvariantCulture));
            else if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A value of any type, sometimes none at all.</summary>
    public static string Json(Random random) => random.Next(12) switch
    {
        0 => new string('[', random.Next(1, 400)),
        1 => Nested(random.Next(1, 400)),
        2 => Quoted(random, Any(random)),
        _ => s_json[random.Next(s_json.Length)],
    };

    private static string Known(Random random) => s_texts[random.Next(s_texts.Length)];

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
