using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>How it is told to callers how their jobs go on.</summary>
/// <param name="Form">By what.</param>
/// <param name="Authorizer">The authorizer of the jobs' URLs; null for that of the API.</param>
internal readonly record struct StreamPlan(StreamForm Form, string? Authorizer)
{
    /// <summary>How SAM's event of a REST API says that its integration streams.</summary>
    public const string TransferMode = "RESPONSE_STREAM";

    /// <summary>The name by which requests to an API or a function URL are signed with the keys of AWS.</summary>
    private const string Iam = "AWS_IAM";

    // API Gateway ends what takes longer: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html.
    public static int IntegrationMilliseconds =>
        1000 * (DeploymentDefaults.StreamTimeoutSeconds + DeploymentDefaults.StreamPatienceSeconds);

    /// <summary>The <c>AuthType</c> of the function URL; null where there is none.</summary>
    public string? UrlAuthType => Form is not StreamForm.FunctionUrl ? null : Authorizer == Iam ? Iam : RoutePlan.NoAuthorizer;

    /// <summary>Reads what the build asks for.</summary>
    /// <param name="assembly">The jobs.</param>
    /// <param name="app">What they have in common.</param>
    /// <param name="options">What the build asks for.</param>
    /// <param name="authorizer">The authorizer of the jobs' URLs; null for that of the API.</param>
    /// <exception cref="TemplateException">It cannot be.</exception>
    public static StreamPlan Make(AssemblyManifest assembly, AppManifest app, TemplateOptions options, string? authorizer)
    {
        StreamForm form = options.Streaming
            ?? (assembly.Setting(ManifestNames.Streaming) is { Length: > 0 } built ? StreamChoice.Parse(built) : StreamForm.None);
        if (form is StreamForm.None)
            return default;
        if (app.StatusHandler is not null)
        {
            throw Impossible(
                "needs an executable, and the project is a class library: the runtime of its functions streams no replies. "
                + "Set OutputType to Exe, or leave it out; callers then poll.");
        }

        return form is StreamForm.FunctionUrl && authorizer is not (null or Iam or RoutePlan.NoAuthorizer)
            ? throw Impossible(
                $"is {StreamingValue.FunctionUrl}, and the jobs' URLs have the authorizer '{authorizer}': a function URL knows {Iam} alone, "
                + $"and would tell nobody of a job that they own. Stream by a REST API ({StreamingValue.Rest}), or use {Iam}.")
            : new StreamPlan(form, authorizer);
    }

    /// <summary>Checks it against the API.</summary>
    /// <param name="isRest">Whether the API is a REST API; else it is an HTTP API.</param>
    /// <param name="hasOtherDefault">Whether endpoints that name no authorizer have one that is not IAM.</param>
    /// <param name="needsKey">Whether requests need a key of the API.</param>
    /// <exception cref="TemplateException">It cannot be with this API.</exception>
    public void Check(bool isRest, bool hasOtherDefault, bool needsKey)
    {
        if (Form is StreamForm.Rest && !isRest)
        {
            throw Impossible(
                $"is {StreamingValue.Rest}, and AsyncJobsApi is an HTTP API, which passes a reply on when all of it is there. "
                + $"Set AsyncJobsApi to rest, or stream by a function URL ({StreamingValue.FunctionUrl}).");
        }

        if (Form is StreamForm.FunctionUrl && Authorizer is null && hasOtherDefault)
        {
            throw Impossible(
                $"is {StreamingValue.FunctionUrl}, and the API has a default authorizer: a function URL knows {Iam} alone, "
                + $"and would tell nobody of a job that they own. Stream by a REST API ({StreamingValue.Rest}), or use {Iam}.");
        }

        if (Form is StreamForm.FunctionUrl && needsKey)
        {
            throw Impossible(
                $"is {StreamingValue.FunctionUrl}, and the API asks for keys (ApiKeyRequired): a function URL knows none, "
                + $"and would let in whom the API keeps out. Stream by a REST API ({StreamingValue.Rest}).");
        }
    }

    /// <summary>What is wrong where an event of the jobs' URLs keeps out whom a function URL would let in.</summary>
    /// <param name="function">The function that has the event.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="request">Which request it is.</param>
    public static TemplateException EventIsClosed(string function, string name, string request) => Impossible(
        $"is {StreamingValue.FunctionUrl}, and the event '{name}' of '{function}', {request}, has an Auth that was written by hand: "
        + $"a function URL knows {Iam} alone, and would let in whom that keeps out. Stream by a REST API ({StreamingValue.Rest}), or remove "
        + $"that Auth; for {Iam} set AsyncJobsAuthorizer.");

    private static TemplateException Impossible(string why) => new(ErrorCodes.Streaming, $"{StreamingValue.Property} {why}");
}
