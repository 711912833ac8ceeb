using System.Globalization;

namespace AsyncJobs.Callbacks;

/// <summary>A host, or the hosts below a name, that callbacks may go to.</summary>
/// <param name="Name">The host, or the name that theirs end with, a dot included.</param>
/// <param name="Port">The port.</param>
internal readonly record struct CallbackHost(string Name, int Port)
{
    private const int HttpsPort = 443;

    /// <exception cref="ArgumentException">The text is not a host.</exception>
    public static CallbackHost Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':');
        string name = colon < 0 ? text : text[..colon];
        int port = HttpsPort;
        bool isPort = colon < 0
            || (int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
                && port is > 0 and <= ushort.MaxValue);
        bool isBelow = name.StartsWith("*.", StringComparison.Ordinal);
        string host = isBelow ? name[2..] : name;

        // A wildcard below a whole top-level domain would allow nearly everybody.
        bool isHost = Uri.CheckHostName(host) is UriHostNameType.Dns || (!isBelow && Uri.CheckHostName(host) is UriHostNameType.IPv4);
        if (!isPort || !isHost || !System.Text.Ascii.IsValid(host) || (isBelow && !host.Contains('.')))
        {
            throw new ArgumentException(
                $"'{text}' is not a host such as 'hooks.example.com', '*.example.com' or 'hooks.example.com:8443'.", nameof(text));
        }

        return new CallbackHost(isBelow ? name[1..] : name, port);
    }

    public bool Matches(Uri url) =>
        url.Port == Port
        && (Name[0] == '.' ? url.IdnHost.Length > Name.Length && url.IdnHost.EndsWith(Name, StringComparison.OrdinalIgnoreCase)
            : url.IdnHost.Equals(Name, StringComparison.OrdinalIgnoreCase));
}
