using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Sizes;

/// <summary>Whether AWS takes what a template says, as far as a build can count it.</summary>
/// <param name="template">The template.</param>
/// <param name="options">What the build asked for.</param>
/// <param name="sharesFunctions">Whether jobs share the functions that answer requests.</param>
/// <param name="roomForPrefix">How long the prefix may be so that one pattern tells the names of all workers; null where it is as short.</param>
internal sealed class SizeChecks(JsonObject template, TemplateOptions options, bool sharesFunctions, int? roomForPrefix)
{
    private readonly JsonObject _resources = template["Resources"] as JsonObject ?? [];
    private readonly LongestText _longest = new(template["Resources"] as JsonObject ?? []);

    /// <summary>Whether CloudFormation takes the template. It is counted as a whole, with what is not of the jobs.</summary>
    /// <param name="text">The template's text.</param>
    public IEnumerable<TemplateWarning> OfStack(string text)
    {
        SamExpansion expansion = SamExpansion.Of(template);
        int bytes = Math.Max(expansion.Bytes, Encoding.UTF8.GetByteCount(text));
        if (IsNear(expansion.Resources, AwsLimits.Resources))
        {
            yield return new TemplateWarning(
                ErrorCodes.StackSize,
                $"The stack has about {Number(expansion.Resources)} resources with those that SAM adds, and CloudFormation takes "
                + $"{Number(AwsLimits.Resources)}. {Advice()}");
        }

        if (IsNear(bytes, AwsLimits.TemplateBytes))
        {
            yield return new TemplateWarning(
                ErrorCodes.StackSize,
                $"The template has about {Number(bytes)} bytes, as it is or as SAM makes it, and CloudFormation takes "
                + $"{Number(AwsLimits.TemplateBytes)}. {Advice()}");
        }
    }

    /// <summary>Whether Lambda and IAM take a function. Names that CloudFormation makes count with their greatest length.</summary>
    /// <param name="id">The function's logical id.</param>
    public IEnumerable<TemplateWarning> OfFunction(string id)
    {
        JsonObject properties = PropertiesOf(id);
        int variables = Variables(properties) + Variables((template["Globals"] as JsonObject)?["Function"] as JsonObject);
        if (variables > LambdaLimits.MostEnvironmentBytes)
        {
            yield return new TemplateWarning(
                ErrorCodes.FunctionSize,
                $"The variables of '{id}' can take {Number(variables)} bytes, and Lambda takes {Number(LambdaLimits.MostEnvironmentBytes)}. "
                + NamesAdvice());
        }

        if (!properties.ContainsKey("Role") && OfRole(id + "Role", properties["Policies"]) is > AwsLimits.RolePolicies and int policies)
            yield return TooManyPolicies(id, policies);

        int permissions = Permissions(id, properties);
        if (permissions > LambdaLimits.MostPolicyBytes)
        {
            yield return new TemplateWarning(
                ErrorCodes.FunctionSize,
                $"The policy that says who may invoke '{id}' can take {Number(permissions)} bytes, and Lambda takes "
                + $"{Number(LambdaLimits.MostPolicyBytes)}: SAM adds a permission to it for each route. Divide the jobs among several projects.");
        }
    }

    /// <summary>Whether IAM takes a role.</summary>
    /// <param name="id">The role's logical id.</param>
    public IEnumerable<TemplateWarning> OfRole(string id)
    {
        if (OfRole(id, PropertiesOf(id)["Policies"]) is > AwsLimits.RolePolicies and int policies)
            yield return TooManyPolicies(id, policies);
    }

    private static bool IsNear(int count, int limit) => count * 100L > (long)limit * AwsLimits.WarnedPercent;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private TemplateWarning TooManyPolicies(string id, int length) => new(
        ErrorCodes.FunctionSize,
        $"The policies within the role of '{id}' can take {Number(length)} characters, and IAM takes {Number(AwsLimits.RolePolicies)}. "
        + NamesAdvice());

    private string NamesAdvice() => (options.NamesWorkers, roomForPrefix) switch
    {
        (true, null) => "Divide the jobs among several projects.",
        (true, int room) =>
            "The names of some workers have no room for the whole prefix, so that no pattern tells them. Set AsyncJobsPrefix to at most "
            + $"{Number(room)} letters and digits. {Replaced("all functions")}",
        (false, int room) =>
            "Set AsyncJobsWorkerNames to byJob, so that one pattern tells the names of all workers, and AsyncJobsPrefix to at most "
            + $"{Number(room)} letters and digits, for which all names have room. {Replaced("all functions")}",
        _ => $"Set AsyncJobsWorkerNames to byJob, so that one pattern tells the names of all workers. {Replaced("the workers")}",
    };

    private static string Replaced(string what) =>
        $"In a stack that is deployed this replaces {what}, and events that wait are lost: deploy when no job is PENDING or RUNNING.";

    private string Advice()
    {
        string[] unset =
        [
            .. sharesFunctions ? Array.Empty<string>() : [FunctionsValue.Property],
            .. options is { SharesLogGroup: false, LogRetentionDays: > 0 } ? ["AsyncJobsLogGroups"] : Array.Empty<string>(),
            .. options.SharesRole ? Array.Empty<string>() : ["AsyncJobsRoles"],
            .. options is { HasAlarms: true, SharesAlarms: false } ? ["AsyncJobsAlarms"] : Array.Empty<string>(),
        ];
        return unset.Length == 0
            ? "Divide the jobs among several projects, each with a stack of its own."
            : $"Set {string.Join(", ", unset)} to shared, or divide the jobs among several projects, each with a stack of its own.";
    }

    private JsonObject PropertiesOf(string id) => (_resources[id] as JsonObject)?["Properties"] as JsonObject ?? [];

    private int Variables(JsonObject? properties) =>
        ((properties?["Environment"] as JsonObject)?["Variables"] as JsonObject ?? [])
            .Sum(variable => variable.Key.Length + _longest.Of(variable.Value));

    // What stands in the role, and the policies that are added to it. The statement about settle, which SAM adds, is a small one.
    private int OfRole(string role, JsonNode? policies)
    {
        int length = _longest.Of(policies);
        foreach ((_, JsonNode? resource) in _resources)
        {
            if (resource is JsonObject policy && policy["Type"]?.ToString() == ResourceTypes.Policy && policy["Properties"] is JsonObject properties
                && (properties["Roles"] as JsonArray ?? []).Any(one => (one as JsonObject)?["Ref"]?.ToString() == role))
            {
                length += _longest.Of(properties["PolicyDocument"]);
            }
        }

        return length;
    }

    // Each with its id, the function's ARN and the route's.
    private static int Permissions(string id, JsonObject properties)
    {
        const int Fixed = 450;
        return (properties["Events"] as JsonObject ?? []).Sum(item => item.Value is JsonObject one && one["Type"]?.ToString() is "Api" or "HttpApi"
            ? Fixed + id.Length + ((one["Properties"] as JsonObject)?["Path"]?.ToString().Length ?? 0)
            : 0);
    }
}
