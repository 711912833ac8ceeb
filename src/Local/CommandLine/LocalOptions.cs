using System.Globalization;
using AsyncJobs.Callbacks;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>The command line of the local host.</summary>
internal sealed record LocalOptions
{
    /// <summary>Where a host listens that is not told otherwise.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    public const string Help =
        """
        Runs the jobs of this application as API Gateway and Lambda would.

          --urls URL             where to listen (default: http://localhost:5080; port 0 with an IP address: any free one)
          --allow-host NAME      answer for this host too, such as my-laptop.local or that of a tunnel; may be repeated
                                 (default: localhost, names below it, host.docker.internal, IP addresses, and the host of --urls)
          --cors-origin ORIGIN   let pages of this origin call from a browser, such as http://localhost:5173; may be repeated
                                 (default: those that the environment names, else AsyncJobsCorsOrigins in the project; these stay)
          --dynamodb URL         keep jobs in the DynamoDB at this URL, such as http://localhost:8000; the table is created
                                 where it is missing (default: in this process, gone when it ends)
          --retry-delay SECONDS  wait before the first retry of a failed job; the second waits twice as long. The waits between the
                                 tries of a callback are shortened in the same measure (default: 1; on Lambda 60)
          --callback-host HOST   let callers register callbacks that go to this host, such as hooks.example.com,
                                 *.example.com or hooks.example.com:8443; may be repeated
                                 (default: this machine alone, such as http://localhost:3000/done, and nowhere where --urls lets
                                 other machines in)
          --callback-secret KEY  sign them with this secret, whsec_ and the base64 of 24 to 64 bytes; may be repeated
                                 (default: a new one, which is printed)
          --isolated             run every function in processes of its own, which are killed at their deadline and beyond
                                 their memory, as on Lambda (default: everything in this process, for a debugger)
          --openapi [FILE]       write the OpenAPI document of the jobs to this file, else to the standard output, and end
          --help                 this text

        With --isolated:

          --concurrency N        how many processes a function may have at the same time (default: 10)
          --memory MB            how much memory a process may have; 0 for any amount
                                 (default: MemorySize of the job; 512 for the functions without a job method)
          --kill PERCENT         kill the process of so many invocations while they run (default: 0)
          --throttle PERCENT     refuse so many events and messages with 429 or 500, some of which are taken all the same (default: 0)

        To see what jobs make of a bad day:

          --duplicates PERCENT   deliver so many events and messages twice, with the same id (default: 0)
          --delay SECONDS        deliver each event and message after a random wait of up to so long, so that they overtake each other
                                 (default: 0)
          --seed N               repeat the random decisions of another run (default: another seed each time)
        """;

    private const double LongestRetryDelay = 3600;
    private const int MostConcurrency = 1000;

    // Whoever waits for it is somebody who looks at a failure.
    private static readonly TimeSpan s_retryDelay = TimeSpan.FromSeconds(1);

    public Uri Url { get; private init; } = new(DefaultUrl);

    /// <summary>The names by which the local host may be called, beside the usual ones.</summary>
    public IReadOnlyList<string> AllowedHosts { get; private init; } = [];

    /// <summary>Origins whose pages may call, beside those of the application's own setting.</summary>
    public IReadOnlyList<string> CorsOrigins { get; private init; } = [];

    public Uri? DynamoDb { get; private init; }

    public TimeSpan RetryDelay { get; private init; } = s_retryDelay;

    /// <summary>Which callbacks may be registered; null for none, and before all options are read.</summary>
    public CallbackOptions? Callbacks { get; private init; }

    /// <summary>Whether callbacks may go to this machine: only it can start jobs.</summary>
    public bool AreLoopbackCallbacksAllowed { get; private init; }

    /// <summary>The hosts that callbacks may go to beside that, as they were given.</summary>
    public IReadOnlyList<string> CallbackHosts { get; private init; } = [];

    /// <summary>The secrets that sign callbacks, as they were given or made.</summary>
    public IReadOnlyList<string> CallbackSecrets { get; private init; } = [];

    /// <summary>The secret that was made because none was given.</summary>
    public string? MadeCallbackSecret { get; private init; }

    /// <summary>Whether each function runs in processes of its own.</summary>
    public bool IsIsolated { get; private init; }

    /// <summary>How many processes a function may have at the same time.</summary>
    public int Concurrency { get; private init; } = 10;

    /// <summary>The memory of every process in MB, 0 for any amount; null for what each function has.</summary>
    public int? MemoryMegabytes { get; private init; }

    /// <summary>How many of 100 invocations have their process killed.</summary>
    public double Kills { get; private init; }

    /// <summary>How many of 100 events are not taken, or taken without an answer that says so.</summary>
    public double Throttled { get; private init; }

    /// <summary>How many of 100 events are delivered twice.</summary>
    public double Duplicates { get; private init; }

    /// <summary>How long a delivery waits at most.</summary>
    public TimeSpan Delay { get; private init; }

    public int Seed { get; private init; } = Random.Shared.Next();

    public bool HasFaults => Kills > 0 || Throttled > 0 || Duplicates > 0 || Delay > TimeSpan.Zero;

    /// <summary>Whether the OpenAPI document is written, and nothing else done.</summary>
    public bool WritesOpenApi { get; private init; }

    /// <summary>Where that goes; null for the standard output.</summary>
    public string? OpenApiFile { get; private init; }

    public bool ShowHelp { get; private init; }

    // The last option that was given and says something of processes of functions.
    private string? NeedsIsolation { get; init; }

    /// <summary>Reads <c>--name value</c> and <c>--name=value</c>.</summary>
    /// <exception cref="LocalOptionsException">Something in it is not understood.</exception>
    public static LocalOptions Parse(IReadOnlyList<string> args)
    {
        LocalOptions options = new();
        LocalArguments arguments = new(args);
        while (!options.ShowHelp && arguments.MoveNext())
            options = options.With(arguments);
        return options.ShowHelp ? options : options.Complete();
    }

    private LocalOptions With(LocalArguments argument) => argument.Name switch
    {
        "--help" or "-h" or "-?" when argument.Value is null => this with { ShowHelp = true },
        "--openapi" when argument.Value != "" => this with { WritesOpenApi = true, OpenApiFile = argument.TakeValueIfAny() },
        "--urls" => this with { Url = ParseUrl(argument, "http") },
        "--allow-host" => this with { AllowedHosts = [.. AllowedHosts, ParseHost(argument)] },
        "--cors-origin" => this with { CorsOrigins = [.. CorsOrigins, ParseOrigin(argument)] },
        "--dynamodb" => this with { DynamoDb = ParseUrl(argument, "http", "https") },
        "--retry-delay" => this with { RetryDelay = ParseSeconds(argument) },
        "--callback-host" => this with { CallbackHosts = [.. CallbackHosts, argument.TakeValue()] },
        "--callback-secret" => this with { CallbackSecrets = [.. CallbackSecrets, argument.TakeValue()] },
        "--isolated" when argument.Value is null => this with { IsIsolated = true },
        "--duplicates" => this with { Duplicates = ParsePercent(argument) },
        "--delay" => this with { Delay = ParseSeconds(argument) },
        "--seed" => this with { Seed = ParseNumber(argument, 0, int.MaxValue) },
        _ => WithProcesses(argument) with { NeedsIsolation = argument.Name },
    };

    private LocalOptions WithProcesses(LocalArguments argument) => argument.Name switch
    {
        "--concurrency" => this with { Concurrency = ParseNumber(argument, 1, MostConcurrency) },
        "--memory" => this with { MemoryMegabytes = ParseNumber(argument, 0, JobRanges.MostMemorySize) },
        "--kill" => this with { Kills = ParsePercent(argument) },
        "--throttle" => this with { Throttled = ParsePercent(argument) },
        _ => throw new LocalOptionsException($"\"{argument.Text}\" is not an option."),
    };

    private LocalOptions Complete()
    {
        if (NeedsIsolation is not null && !IsIsolated)
            throw new LocalOptionsException($"{NeedsIsolation} is about processes of functions: it needs --isolated.");

        // Otherwise a machine of the network could have this one send requests to what listens on it for itself alone.
        bool areLoopbackAllowed = LocalCallbacks.IsOfThisMachineAlone(Url);
        bool hasCallbacks = areLoopbackAllowed || CallbackHosts.Count > 0;
        string? made = hasCallbacks && CallbackSecrets.Count == 0 ? LocalCallbacks.MakeSecret() : null;
        IReadOnlyList<string> secrets = made is null ? CallbackSecrets : [made];
        return this with
        {
            Callbacks = hasCallbacks ? LocalCallbacks.Read(CallbackHosts, secrets, areLoopbackAllowed) : null,
            AreLoopbackCallbacksAllowed = areLoopbackAllowed,
            CallbackSecrets = secrets,
            MadeCallbackSecret = made,
        };
    }

    private static Uri ParseUrl(LocalArguments argument, params string[] schemes)
    {
        string value = argument.TakeValue();
        if (Uri.TryCreate(value, UriKind.Absolute, out Uri? url) && Array.IndexOf(schemes, url.Scheme) >= 0 && url.PathAndQuery == "/")
            return url;

        throw new LocalOptionsException(
            $"{argument.Name} must be a URL such as http://localhost:5080, without a path ({string.Join(" or ", schemes)} only), not \"{value}\".");
    }

    private static string ParseHost(LocalArguments argument)
    {
        string value = argument.TakeValue();
        return Uri.CheckHostName(value) is UriHostNameType.Dns
            ? value
            : throw new LocalOptionsException($"{argument.Name} must be the name of a host, such as my-laptop.local, not \"{value}\".");
    }

    private static string ParseOrigin(LocalArguments argument)
    {
        string value = argument.TakeValue();
        return OriginList.Fault([value]) is { } fault ? throw new LocalOptionsException($"{argument.Name} {fault}.") : value;
    }

    private static TimeSpan ParseSeconds(LocalArguments argument)
    {
        string value = argument.TakeValue();
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds is >= 0 and <= LongestRetryDelay)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        throw new LocalOptionsException($"{argument.Name} must be a number of seconds from 0 to {LongestRetryDelay}, not \"{value}\".");
    }

    private static double ParsePercent(LocalArguments argument)
    {
        string value = argument.TakeValue();
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is >= 0 and <= 100)
            return percent;

        throw new LocalOptionsException($"{argument.Name} must be a percentage from 0 to 100, not \"{value}\".");
    }

    private static int ParseNumber(LocalArguments argument, int least, int most)
    {
        string value = argument.TakeValue();
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            return number;

        throw new LocalOptionsException($"{argument.Name} must be a whole number from {least} to {most}, not \"{value}\".");
    }
}
