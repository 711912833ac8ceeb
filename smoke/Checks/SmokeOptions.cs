namespace AsyncJobs.Smoke;

/// <summary>Where the jobs are, and what only a deployment on AWS has. The script that starts the checks sets all of it.</summary>
internal sealed record SmokeOptions(Uri Url)
{
    /// <summary>The stack's name; null on the local host, which has no callers, no receiver of callbacks and no CloudWatch.</summary>
    public string? Stack { get; init; }

    /// <summary>What the first caller sends as bearer token.</summary>
    public string CallerToken { get; init; } = "";

    /// <summary>What the second caller sends.</summary>
    public string StrangerToken { get; init; } = "";

    /// <summary>The last segment of the receiver's path.</summary>
    public string CallbackKey { get; init; } = "";

    /// <summary>What callbacks are signed with.</summary>
    public string WebhookSecret { get; init; } = "";

    /// <summary>Reads <c>--url URL [--stack NAME]</c>, and the secrets from the environment.</summary>
    /// <exception cref="ArgumentException">Something is missing or not understood.</exception>
    public static SmokeOptions Parse(IReadOnlyList<string> args, Func<string, string?> environment) => args switch
    {
        ["--url", var url] => new SmokeOptions(UrlOf(url)),
        ["--url", var url, "--stack", { Length: > 0 } stack] => new SmokeOptions(UrlOf(url))
        {
            Stack = stack,
            CallerToken = Secret(environment, "SMOKE_CALLER_TOKEN"),
            StrangerToken = Secret(environment, "SMOKE_STRANGER_TOKEN"),
            CallbackKey = Secret(environment, "SMOKE_CALLBACK_KEY"),
            WebhookSecret = Secret(environment, "SMOKE_WEBHOOK_SECRET"),
        },
        _ => throw new ArgumentException("The command line is --url URL, and on AWS also --stack NAME. smoke/run starts this."),
    };

    private static Uri UrlOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + '/', UriKind.Absolute, out Uri? url) && url.Scheme is ("http" or "https")
            ? url
            : throw new ArgumentException($"\"{text}\" is not the URL of an API.");

    private static string Secret(Func<string, string?> environment, string name) =>
        environment(name) is { Length: > 0 } value ? value : throw new ArgumentException($"The environment variable {name} is not set.");
}
