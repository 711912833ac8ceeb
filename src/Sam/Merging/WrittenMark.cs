using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Merging;

/// <summary>
/// What a build wrote into a resource, remembered in it as fingerprints: ten characters for each value, five for where it is and five for
/// what it is. That is all that the next build needs to tell its own values from those that a person changed.
/// </summary>
internal sealed class WrittenMark
{
    private const int Half = 5;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private WrittenMark()
    {
    }

    /// <summary>Reads the text of a mark; one that is not whole remembers nothing.</summary>
    public static WrittenMark Parse(string? text)
    {
        WrittenMark mark = new();
        for (int i = 0; text is not null && i + (2 * Half) <= text.Length; i += 2 * Half)
            mark._values[text.Substring(i, Half)] = text.Substring(i + Half, Half);
        return mark;
    }

    /// <summary>The mark of a resource.</summary>
    public static string Of(JsonObject resource)
    {
        StringBuilder text = new();
        Append(text, "", resource);
        return text.ToString();
    }

    /// <summary>Whether it remembers anything. Otherwise nobody can tell what people changed.</summary>
    public bool IsKnown => _values.Count > 0;

    /// <summary>Whether a value was written there, whichever.</summary>
    public bool Has(string path) => _values.ContainsKey(Fingerprint(path));

    /// <summary>Whether what stands there is what was written, with all its parts.</summary>
    public bool IsUnchanged(string path, JsonNode? value)
    {
        if (!Canonical.HasParts(value))
            return _values.GetValueOrDefault(Fingerprint(path)) == Fingerprint(Canonical.Of(value));

        foreach ((string name, JsonNode? part) in Canonical.PartsOf(value!))
        {
            if (!IsUnchanged(Child(path, name), part))
                return false;
        }

        return true;
    }

    /// <summary>
    /// What people changed or added in what stands there, by its path: whole where nothing of it was written, and a list always, since its items
    /// have no names.
    /// </summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> EditsIn(string path, JsonNode? value)
    {
        if (IsUnchanged(path, value))
            return [];
        return value is JsonObject map && Canonical.HasParts(map) && HasPart(path, map)
            ? map.SelectMany(part => EditsIn(Child(path, part.Key), part.Value))
            : [KeyValuePair.Create(path, value)];
    }

    private bool HasPart(string path, JsonNode? value) =>
        Has(path) || (Canonical.HasParts(value) && Canonical.PartsOf(value!).Exists(part => HasPart(Child(path, part.Key), part.Value)));

    public static string Child(string path, string name) => $"{path}/{name.Length}:{name}";

    /// <summary>A path as a person reads it: <c>Properties.Events</c>.</summary>
    public static string NameOf(string path) => string.Join('.', NamesIn(path));

    /// <summary>What stands at a path in a resource; null for nothing.</summary>
    public static JsonNode? Find(JsonNode? resource, string path) =>
        NamesIn(path).Aggregate(resource, static (node, name) => (node as JsonObject)?[name]);

    private static IEnumerable<string> NamesIn(string path)
    {
        for (int at = 0; at < path.Length;)
        {
            int colon = path.IndexOf(':', at);
            int length = int.Parse(path[(at + 1)..colon], CultureInfo.InvariantCulture);
            yield return path.Substring(colon + 1, length);
            at = colon + 1 + length;
        }
    }

    private static void Append(StringBuilder text, string path, JsonNode? value)
    {
        if (!Canonical.HasParts(value))
        {
            text.Append(Fingerprint(path)).Append(Fingerprint(Canonical.Of(value)));
            return;
        }

        foreach ((string name, JsonNode? part) in Canonical.PartsOf(value!))
            Append(text, Child(path, name), part);
    }

    // Letters and digits only, so that no format quotes it: 28 bits.
    private static string Fingerprint(string text)
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        ulong hash = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return string.Create(Half, hash, static (span, rest) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = Alphabet[(int)(rest % (ulong)Alphabet.Length)];
                rest /= (ulong)Alphabet.Length;
            }
        });
    }
}
