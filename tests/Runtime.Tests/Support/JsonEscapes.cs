using System.Globalization;
using System.Text;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Other spellings of the same JSON.</summary>
internal static class JsonEscapes
{
    /// <summary>Writes every character of every string as an escape.</summary>
    public static string EscapeAll(string json)
    {
        StringBuilder result = new();
        bool isInString = false;
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            if (c == '"')
            {
                isInString = !isInString;
                result.Append(c);
            }
            else if (c == '\\')
            {
                int length = json[i + 1] == 'u' ? 6 : 2;
                result.Append(json, i, length);
                i += length - 1;
            }
            else if (isInString)
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }
}
