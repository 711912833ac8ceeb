using System.Globalization;
using System.Text;
using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Emit;

/// <summary>Collects the members of a flat JSON object, one a line.</summary>
internal sealed class ManifestText
{
    private readonly StringBuilder _json = new("{", 512);

    public ManifestText Add(string name, int value) => AddRaw(name, value.ToString(CultureInfo.InvariantCulture));

    public ManifestText Add(string name, string value) => AddRaw(name, Quote(value));

    /// <summary>Adds a member that is only there when it is true.</summary>
    public ManifestText AddIf(string name, bool value) => value ? AddRaw(name, "true") : this;

    /// <summary>Adds a member that is only there when it has a value.</summary>
    public ManifestText AddIf(string name, string? value) => value is null ? this : Add(name, value);

    /// <summary>Adds a member that is only there when it has items.</summary>
    public ManifestText AddIf(string name, EquatableArray<string> values)
    {
        if (values.Count == 0)
            return this;

        string[] items = new string[values.Count];
        for (int i = 0; i < items.Length; i++)
            items[i] = Quote(values[i]);
        return AddRaw(name, $"[{string.Join(", ", items)}]");
    }

    public override string ToString() => _json + "\n}";

    private ManifestText AddRaw(string name, string value)
    {
        if (_json.Length > 1)
            _json.Append(',');
        _json.Append("\n  \"").Append(name).Append("\": ").Append(value);
        return this;
    }

    private static string Quote(string value)
    {
        StringBuilder text = new(value.Length + 2);
        text.Append('"');
        foreach (char c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c))
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        return text.Append('"').ToString();
    }
}
