using System.Security.Cryptography;
using System.Text;

namespace AsyncJobs.Sam.Resources;

/// <summary>Logical ids: letters and digits, the same for the same name in every build, another for every other name.</summary>
internal static class LogicalId
{
    /// <summary>What the ids of an assembly begin with: its letters and digits.</summary>
    public static string Prefix(string assembly) =>
        string.Concat(assembly.Where(char.IsAsciiLetterOrDigit)) is { Length: > 0 } letters ? letters : "App";

    /// <summary>A job's name in an id: <c>link-checks</c> is <c>LinkChecks</c>.</summary>
    public static string Job(string name)
    {
        StringBuilder id = new(name.Length);
        foreach (string part in name.Split('-', StringSplitOptions.RemoveEmptyEntries))
            id.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);

        // Where the capitals do not tell any more where the hyphens were, two names would have one id.
        StringBuilder back = new(name.Length);
        foreach (char letter in id.ToString())
            back.Append(char.IsAsciiLetterUpper(letter) && back.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        if (back.ToString() != name)
            id.Append('X').Append(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)), 0, 3));
        return id.ToString();
    }
}
