using System.Globalization;
using AsyncJobs.Callbacks;

namespace AsyncJobs.Local;

/// <summary>The command line of the local host.</summary>
internal sealed record LocalOptions
{
    public const string Help =
        """
        Runs the jobs of this application as API Gateway and Lambda would.

          --urls URL             where to listen (default: http://localhost:5080; port 0 with an IP address: any free one)
          --dynamodb URL         keep jobs in the DynamoDB at this URL, such as http://localhost:8000; the table is created
                                 where it is missing (default: in this process, gone when it ends)
          --retry-delay SECONDS  wait before the first retry of a failed job; the second waits twice as long
                                 (default: 60, as on Lambda)
          --callback-host HOST   let callers register callbacks that go to this host, such as hooks.example.com,
                                 *.example.com or hooks.example.com:8443; may be repeated (default: no callbacks)
          --callback-secret KEY  sign them with this secret, whsec_ and the base64 of 24 to 64 bytes; may be repeated
                                 (default: a new one, which is printed)
          --help                 this text
        """;

    private const double LongestRetryDelay = 3600;

    public Uri Url { get; private init; } = new("http://localhost:5080");

    public Uri? DynamoDb { get; private init; }

    public TimeSpan RetryDelay { get; private init; } = PlatformLimits.RetryDelay;

    /// <summary>Which callbacks may be registered; null for none.</summary>
    public CallbackOptions? Callbacks { get; private init; }

    /// <summary>The secret that was made because there are hosts for callbacks and none was given.</summary>
    public string? MadeCallbackSecret { get; private init; }

    public bool ShowHelp { get; private init; }

    /// <summary>Reads <c>--name value</c> and <c>--name=value</c>.</summary>
    /// <exception cref="LocalOptionsException">Something in it is not understood.</exception>
    public static LocalOptions Parse(IReadOnlyList<string> args)
    {
        LocalOptions options = new();
        List<string> callbackHosts = [];
        List<string> callbackSecrets = [];
        for (int i = 0; i < args.Count; i++)
        {
            string name = args[i];
            string? value = null;
            if (name.StartsWith("--", StringComparison.Ordinal) && name.IndexOf('=') is > 0 and int equals)
                (name, value) = (name[..equals], name[(equals + 1)..]);

            switch (name)
            {
                case "--help" or "-h" or "-?" when value is null:
                    return options with { ShowHelp = true };
                case "--urls":
                    options = options with { Url = ParseUrl(name, TakeValue(), "http") };
                    break;
                case "--dynamodb":
                    options = options with { DynamoDb = ParseUrl(name, TakeValue(), "http", "https") };
                    break;
                case "--retry-delay":
                    options = options with { RetryDelay = ParseSeconds(name, TakeValue()) };
                    break;
                case "--callback-host":
                    callbackHosts.Add(TakeValue());
                    break;
                case "--callback-secret":
                    callbackSecrets.Add(TakeValue());
                    break;
                default:
                    throw new LocalOptionsException($"\"{args[i]}\" is not an option.");
            }

            string TakeValue() =>
                value ?? (i + 1 < args.Count ? args[++i] : throw new LocalOptionsException($"{name} needs a value."));
        }

        string? made = callbackHosts.Count > 0 && callbackSecrets.Count == 0 ? LocalCallbacks.MakeSecret() : null;
        return options with
        {
            MadeCallbackSecret = made,
            Callbacks = LocalCallbacks.Read(callbackHosts, made is null ? callbackSecrets : [made]),
        };
    }

    private static Uri ParseUrl(string name, string value, params string[] schemes)
    {
        if (Uri.TryCreate(value, UriKind.Absolute, out Uri? url) && Array.IndexOf(schemes, url.Scheme) >= 0 && url.PathAndQuery == "/")
            return url;

        throw new LocalOptionsException($"{name} must be a URL such as http://localhost:5080, without a path ({string.Join(" or ", schemes)} only), not \"{value}\".");
    }

    private static TimeSpan ParseSeconds(string name, string value)
    {
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and <= LongestRetryDelay)
            return TimeSpan.FromSeconds(seconds);

        throw new LocalOptionsException($"{name} must be a number of seconds from 0 to {LongestRetryDelay}, not \"{value}\".");
    }
}
