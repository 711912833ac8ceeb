using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Sam.Resources;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Merging;

/// <summary>Says where the template, or its API, lacks what the build's settings need.</summary>
/// <param name="plan">The jobs.</param>
/// <param name="api">The API that they are reached by.</param>
/// <param name="document">The template as it stood before the build.</param>
/// <param name="warnings">Where it is said.</param>
internal sealed class SettingChecks(DeploymentPlan plan, ApiReference api, TemplateDocument document, List<TemplateWarning> warnings)
{
    /// <summary>Checks all of them.</summary>
    /// <param name="desired">The resources that the build wants.</param>
    /// <exception cref="TemplateException">The API cannot stream as the build asks.</exception>
    public void CheckAll(IReadOnlyDictionary<string, JsonObject> desired)
    {
        CheckApi();
        CheckOwners();
        CheckIndexes(desired);
        CheckKey(desired);
    }

    private void CheckApi()
    {
        if (plan.Functions.Any(function => function.Role is FunctionRole.Stream))
            plan.Streaming.Check(api.IsRest, api.Auth is { HasDefault: true, IsDefaultIam: false }, api.Auth.NeedsKey);

        RoutePlan[] routes = [.. plan.Functions.SelectMany(function => function.Routes)];
        if (routes.Length > 0 && api.WithoutRoutes is { } reason)
        {
            string missing = string.Join(", ", routes.Select(route => $"{route.Method} {route.Path}"));
            warnings.Add(new(
                ErrorCodes.NoRoutes,
                $"SAM adds no routes to '{api.LogicalId}', since {reason}: it only allows it to call the functions. "
                + $"Add the routes there ({missing}), or name another API as AsyncJobsApi."));
            return;
        }

        string place = api.LogicalId is { } id ? $"the Auth of '{id}'" : $"Globals.{(api.IsRest ? "Api" : "HttpApi")}.Auth";
        foreach (string authorizer in routes.Select(route => route.Authorizer).OfType<string>().Distinct().Where(name => !api.Auth.Has(name)))
        {
            warnings.Add(new(ErrorCodes.UnknownAuthorizer, authorizer == ApiAuth.Iam
                ? $"SAM does not deploy an HTTP API with the authorizer {ApiAuth.Iam} before the template says EnableIamAuthorizer: true in {place}."
                : $"The API has no authorizer '{authorizer}', and SAM does not deploy it so: "
                    + $"add it to the Authorizers in {place}, or correct the name."));
        }

        if (plan.Settings.CorsOrigins.Count > 0 && ApiCors.Missing(document, api, plan) is { Count: > 0 } lacking)
        {
            warnings.Add(new(
                ErrorCodes.CorsOfApi,
                "The API has a CorsConfiguration: API Gateway then answers browsers itself and drops what the functions reply to them. "
                + $"It lacks for the jobs: {string.Join("; ", lacking)}. Add that there, or remove the CorsConfiguration."));
        }
    }

    // Without an authorizer nobody is an owner: nothing is counted, and nobody has a list.
    private void CheckOwners()
    {
        RoutePlan[] starts = [.. plan.Functions.SelectMany(function => function.Routes).Where(route => route.StartsJob)];
        bool isOpen = starts.Length > 0
            && api is { WithoutRoutes: null, Auth: { IsUnknown: false, HasDefault: false } }
            && starts.All(route => route.Authorizer is null or ApiAuth.None);
        if (isOpen && plan.Settings.HasLimits)
        {
            warnings.Add(new(
                ErrorCodes.NobodyCounted,
                $"{LimitPlan.Unfinished} and {LimitPlan.Starts} count the jobs of each owner, and no job has one: "
                + "no route has an authorizer. Set AsyncJobsAuthorizer, or remove the limits."));
        }

        if (isOpen && plan.Settings.MostStreams > 0 && plan.Functions.Any(function => function.Role is FunctionRole.Stream))
        {
            warnings.Add(new(
                ErrorCodes.NobodyCounted,
                $"{LimitPlan.Streams} counts the streams of each owner, and no caller is one: no route has an authorizer. "
                + "Set AsyncJobsAuthorizer, or remove the limit."));
        }

        if (isOpen && plan.Lists.OfOwners)
        {
            warnings.Add(new(
                ErrorCodes.NobodyLists,
                $"{ListPlan.OwnersProperty} lets callers list the jobs that they own, and no job has an owner: no route has an authorizer. "
                + $"Set AsyncJobsAuthorizer, or remove {ListPlan.OwnersProperty}."));
        }
    }

    // CloudFormation makes one index an update: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html
    private void CheckIndexes(IReadOnlyDictionary<string, JsonObject> desired)
    {
        if (desired.ContainsKey(SamResources.Table)
            && document.Find("Resources", SamResources.Table) is { } table
            && TableIndexes.Missing(table.Value, plan.Lists) is { Count: > 1 } missing)
        {
            warnings.Add(new(
                ErrorCodes.TwoIndexes,
                $"The table gets the indexes {string.Join(" and ", missing)} at once, and CloudFormation adds one to a table in each update: "
                + "a stack that has the table already is not updated. Turn on AsyncJobsList or AsyncJobsListAll, deploy, and then turn on "
                + "the other."));
        }
    }

    private void CheckKey(IReadOnlyDictionary<string, JsonObject> desired)
    {
        if (plan.Key is { } key && desired.Values.Any(SamResources.IsLogGroup) && KeyPolicy.LacksLogs(key.Key, document))
        {
            warnings.Add(new(
                ErrorCodes.KeyUnusable,
                $"{key.Key.Kind.Property} is '{key.Key.Text}', and no statement of that key's KeyPolicy names CloudWatch Logs, "
                + "logs.${AWS::Region}.${AWS::URLSuffix}, as a Principal: it makes no log group with a key that it may not use. "
                + "Add the statement to the key's own policy."));
        }
    }
}
