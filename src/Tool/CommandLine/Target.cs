using AsyncJobs.Shared;
using AsyncJobs.Tool.Failures;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>Where the jobs are: exactly one of a host, a stack and a table.</summary>
/// <param name="Url">The host.</param>
/// <param name="Stack">The stack.</param>
/// <param name="Table">The table.</param>
/// <param name="Function">The function, where one is named.</param>
internal sealed record Target(Uri? Url, string? Stack, string? Table, string? Function)
{
    /// <summary>Reads it from the command line, else from the environment.</summary>
    /// <exception cref="ToolException">It is none, or more than one.</exception>
    public static Target Of(TargetSettings settings, Func<string, string?> environment)
    {
        string? function = NullIfEmpty(settings.Function) ?? NullIfEmpty(environment(ToolVariables.Function));
        (string Name, string? Value)[] given = Given(("--url", settings.Url), ("--stack", settings.Stack), ("--table", settings.Table));
        (string Name, string? Value)[] found = given.Length > 0 ? given : Given(
            (ToolVariables.Url, environment(ToolVariables.Url)),
            (ToolVariables.Stack, environment(ToolVariables.Stack)),
            (JobVariables.Table, environment(JobVariables.Table)));
        Target target = found switch
        {
            [("--url" or ToolVariables.Url, { } url)] => new Target(HostOf(found[0].Name, url), null, null, null),
            [("--stack" or ToolVariables.Stack, { } stack)] => new Target(null, stack, null, function),
            [(_, { } table)] => new Target(null, null, table, function),
            [] => throw ToolException.BadCommandLine(
                "Where are the jobs? Name one of --url (a local host), --stack (a CloudFormation stack) and --table (a DynamoDB table)."),
            _ => throw ToolException.BadCommandLine(
                $"{string.Join(" and ", found.Select(static one => one.Name))} name several places. Name one."),
        };
        if (target.Url is not null && (settings.Function ?? settings.Region ?? settings.Profile ?? settings.Endpoint) is not null)
            throw ToolException.BadCommandLine("--function, --region, --profile and --endpoint are for AWS: they do not go with --url.");
        if (settings.Endpoint is { } endpoint)
            UrlOf("--endpoint", endpoint);
        return target;
    }

    private static (string Name, string? Value)[] Given(params (string Name, string? Value)[] all) =>
        [.. all.Where(static one => !string.IsNullOrEmpty(one.Value))];

    // A local host is at the root: what is below it would be left out without a word.
    private static Uri HostOf(string option, string text)
    {
        Uri url = UrlOf(option, text);
        return url is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? url
            : throw ToolException.BadCommandLine(
                $"{option} is where a local host listens, without a path or anything else behind the port: "
                + $"{url.Scheme}://{url.Authority}, and not '{text}'.");
    }

    private static Uri UrlOf(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw ToolException.BadCommandLine($"{option} has to be a URL such as http://localhost:5080, and not '{text}'.");

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
