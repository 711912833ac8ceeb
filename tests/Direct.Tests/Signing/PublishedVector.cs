using System.Text;
using System.Text.Json;

namespace AsyncJobs.Direct.Tests.Signing;

/// <summary>A request with its signature, as a folder of aws-c-auth's tests/aws-signing-test-suite/v4 has it.</summary>
internal sealed class PublishedVector
{
    private static readonly string s_folder = Environment.GetEnvironmentVariable("ASYNCJOBS_SIGNING_VECTORS")
        ?? throw new InvalidOperationException("ASYNCJOBS_SIGNING_VECTORS is not set: CONTRIBUTING says what belongs there.");

    private readonly JsonElement _context;
    private readonly string[] _head;

    private PublishedVector(string name)
    {
        Name = name;
        _context = JsonDocument.Parse(TextOf("context.json")).RootElement;
        string request = TextOf("request.txt");
        int end = request.IndexOf("\n\n", StringComparison.Ordinal);
        _head = (end < 0 ? request.TrimEnd('\n') : request[..end]).Split('\n');
        Body = end < 0 ? [] : Encoding.UTF8.GetBytes(request[(end + 2)..]);
    }

    public string Name { get; }

    public string Method => _head[0].Split(' ')[0];

    /// <summary>The path, as it is sent, with its query.</summary>
    public string Path => _head[0][(Method.Length + 1).._head[0].LastIndexOf(' ')];

    public IEnumerable<(string Name, string Value)> Headers => _head[1..].Select(static line => line.Split(':', 2)).Select(
        static parts => (parts[0].ToLowerInvariant(), parts[1]));

    public byte[] Body { get; }

    public bool SignsBody => _context.GetProperty("sign_body").GetBoolean();

    // Each of the published files has these four, as texts.
    public string Region => _context.GetProperty("region").GetString()!;

    public string Service => _context.GetProperty("service").GetString()!;

    public DateTimeOffset At => _context.GetProperty("timestamp").GetDateTimeOffset();

    public string KeyId => Credential("access_key_id")!;

    public string Secret => Credential("secret_access_key")!;

    public string? Token => Credential("token");

    /// <summary>What the request has that none of ours has; null for nothing.</summary>
    public string? OutOfScope => true switch
    {
        _ when Path.Contains('?', StringComparison.Ordinal) => "with a query",
        _ when IsTrue("normalize") && (Path.Contains("//", StringComparison.Ordinal) || Path.Split('/').Any(static part => part is "." or "..")) => "with a path to be normalized",
        _ when _head[1..].Any(static line => line.StartsWith(' ')) => "with a header of several lines",
        _ when Headers.DistinctBy(static header => header.Name).Count() < Headers.Count() => "with a header twice",
        _ when IsTrue("omit_session_token") => "with a token that is not signed",
        _ => null,
    };

    public static IEnumerable<PublishedVector> All() =>
        Directory.EnumerateDirectories(s_folder).Select(static folder => Read(System.IO.Path.GetFileName(folder))).OrderBy(static vector => vector.Name, StringComparer.Ordinal);

    public static PublishedVector Read(string name) => new(name);

    /// <summary>What is published of the request with its signature in a header.</summary>
    public string Published(string what) => TextOf($"header-{what}.txt");

    private bool IsTrue(string name) => _context.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    private string? Credential(string name) => _context.GetProperty("credentials").TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private string TextOf(string file) => File.ReadAllText(System.IO.Path.Combine(s_folder, Name, file)).Replace("\r\n", "\n", StringComparison.Ordinal);
}
