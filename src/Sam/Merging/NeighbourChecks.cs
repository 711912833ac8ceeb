using System.Globalization;
using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Sam.Resources;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Merging;

/// <summary>Compares what one project asks for with what another one's resources, which it shares, were written for.</summary>
/// <param name="plan">The jobs of this project.</param>
/// <param name="warnings">Where the differences go.</param>
internal sealed class NeighbourChecks(DeploymentPlan plan, List<TemplateWarning> warnings)
{
    /// <summary>The function that answers at the URLs of jobs is another's: does it serve these jobs as their project asks?</summary>
    /// <param name="status">That function.</param>
    /// <param name="resources">All resources, of which one may be the function by which its project streams.</param>
    public void CheckStatus(DocumentEntry status, IReadOnlyList<DocumentEntry> resources)
    {
        CheckOwner(status);
        CheckPurge(status);
        CheckList(status);
        CheckRetry(status);
        CheckOrigins(status);
        CheckCallbacks(status);
        CheckStreaming(status, resources);
    }

    /// <summary>The table is another's: has it the indexes that these jobs need?</summary>
    public void CheckTable(DocumentNode table)
    {
        if (TableIndexes.Missing(table.Value, plan.Lists) is { Count: > 0 } missing)
        {
            warnings.Add(new(
                ErrorCodes.OtherLists,
                $"The table belongs to the jobs of {OwnMark.AssemblyOf(table)}, and lacks the index {string.Join(" and ", missing)} "
                + $"by which those of {plan.Assembly.Assembly} are listed. Set AsyncJobsList and AsyncJobsListAll to the same in both projects."));
        }
    }

    /// <summary>The bucket is another's: does it keep payloads for as long as these jobs need?</summary>
    public void CheckBucket(DocumentNode bucket)
    {
        int days = plan.Payloads!.ExpirationDays;
        if (bucket.Find("Properties")?.Node.Find("LifecycleConfiguration")?.Node.Find("Rules")?.Node.Value is JsonArray { Count: 1 } rules
            && int.TryParse((rules[0] as JsonObject)?["ExpirationInDays"]?.ToString(), CultureInfo.InvariantCulture, out int there)
            && there < days)
        {
            warnings.Add(new(
                ErrorCodes.Expiration,
                $"The bucket '{PayloadBucket.Id}' lets payloads expire after {there} days, as the jobs of {OwnMark.AssemblyOf(bucket)} need it; "
                + $"those of {plan.Assembly.Assembly} need {days}. Write that as its ExpirationInDays: it stays."));
        }
    }

    /// <summary>What all share is another's: is it encrypted with the key that these functions may use?</summary>
    public void CheckKey(JsonObject ours, DocumentNode theirs)
    {
        if (!Canonical.AreEqual(KeyIn(ours), KeyIn(theirs.Value)))
        {
            warnings.Add(new(
                ErrorCodes.KeyUnusable,
                $"An {ours["Type"]} belongs to the jobs of {OwnMark.AssemblyOf(theirs)}, and has another {ArnKind.Key.Property} than those of "
                + $"{plan.Assembly.Assembly}, whose functions cannot use it so. Set {ArnKind.Key.Property} to the same in both projects."));
        }
    }

    private static JsonNode? KeyIn(JsonNode? resource)
    {
        JsonNode? properties = (resource as JsonObject)?["Properties"];
        return Member(Member(properties, "SSESpecification"), "KMSMasterKeyId")
            ?? Member(Member((Member(Member(properties, "BucketEncryption"), "ServerSideEncryptionConfiguration") as JsonArray)?.FirstOrDefault(),
                "ServerSideEncryptionByDefault"), "KMSMasterKeyID");
    }

    private static JsonNode? Member(JsonNode? map, string name) => (map as JsonObject)?[name];

    // Jobs that one function starts for a caller are found by another one only if both name that caller alike.
    private void CheckOwner(DocumentEntry status)
    {
        string? theirs = VariableOf(status, JobVariables.Owner);
        if (theirs != plan.Settings.Owner)
        {
            warnings.Add(new(
                ErrorCodes.OtherOwner,
                $"The jobs of {plan.Assembly.Assembly} have {Said(plan.Settings.Owner)}, and {JobPaths.Job} belongs to the jobs of "
                + $"{OwnMark.AssemblyOf(status.Node)}, which have {Said(theirs)}: it does not find the callers' jobs. "
                + "Set AsyncJobsOwner to the same in both projects, or use two APIs (AsyncJobsApi)."));
        }

        static string Said(string? owner) => owner is null ? "no AsyncJobsOwner" : $"the AsyncJobsOwner '{owner}'";
    }

    // What one project starts another one's function lists, by what both write into the table.
    private void CheckList(DocumentEntry status)
    {
        bool isTheirs = bool.TryParse(VariableOf(status, JobVariables.List), out bool isOn) && isOn;
        if (isTheirs != plan.Lists.OfOwners)
        {
            warnings.Add(new(
                ErrorCodes.OtherLists,
                $"{ListPlan.Path} belongs to the jobs of {OwnMark.AssemblyOf(status.Node)}, which have {ListPlan.OwnersProperty} {Said(isTheirs)}, "
                + $"and those of {plan.Assembly.Assembly} have it {Said(plan.Lists.OfOwners)}: callers do not find the latter in their list. "
                + $"Set {ListPlan.OwnersProperty} to the same in both projects, or use two APIs (AsyncJobsApi)."));
        }
    }

    // One function answers for the jobs of all, as its own project says.
    private void CheckPurge(DocumentEntry status)
    {
        bool isTheirs = bool.TryParse(VariableOf(status, JobVariables.Purge), out bool isOn) && isOn;
        if (isTheirs != plan.Settings.AllowsPurge)
        {
            warnings.Add(new(
                ErrorCodes.OtherPurge,
                $"{JobPaths.Job} belongs to the jobs of {OwnMark.AssemblyOf(status.Node)}, which have AsyncJobsPurge {Said(isTheirs)}, "
                + $"and those of {plan.Assembly.Assembly} have it {Said(plan.Settings.AllowsPurge)}: "
                + $"callers {(isTheirs ? "can" : "cannot")} remove them. "
                + "Set AsyncJobsPurge to the same in both projects, or use two APIs (AsyncJobsApi)."));
        }
    }

    // The other function has another program's jobs, and neither the names nor the permissions of these workers.
    private void CheckRetry(DocumentEntry status)
    {
        if (plan.Assembly.Jobs.FirstOrDefault(job => job.KeepsInput) is { } kept)
        {
            warnings.Add(new(
                ErrorCodes.RetryElsewhere,
                $"The job '{kept.Name}' keeps its input, and {JobPaths.Job} belongs to the jobs of {OwnMark.AssemblyOf(status.Node)}: "
                + $"callers cannot run jobs of {plan.Assembly.Assembly} again. "
                + "Use two APIs (AsyncJobsApi), run them again from code, or remove KeepInput."));
        }
    }

    private void CheckOrigins(DocumentEntry status)
    {
        JsonObject? properties = (status.Node.Value as JsonObject)?["Properties"] as JsonObject;
        JsonNode? theirs = (properties?["Environment"]?["Variables"] as JsonObject)?[JobVariables.CorsOrigins];
        string[] known = OriginList.Split((theirs as JsonValue)?.ToString() ?? "");
        string[] missing = [.. plan.Settings.CorsOrigins.Where(origin => !known.Contains(origin))];
        if (theirs is not JsonObject && !known.Contains(OriginList.Any) && missing.Length > 0)
        {
            warnings.Add(new(
                ErrorCodes.OtherOrigins,
                $"{JobPaths.Job} belongs to the jobs of {OwnMark.AssemblyOf(status.Node)}, whose AsyncJobsCorsOrigins lacks "
                + $"{string.Join(", ", missing)}: pages there start jobs of {plan.Assembly.Assembly}, and cannot read how they end. "
                + "Set AsyncJobsCorsOrigins to the same in both projects, or use two APIs (AsyncJobsApi)."));
        }
    }

    // Requests that end a job send its callback, as the project says whose function they come to.
    private void CheckCallbacks(DocumentEntry status)
    {
        if (plan.Callbacks is not { } ours)
            return;

        // The value of a function of CloudFormation is known at a deployment.
        JsonNode? hosts = VariableNodeOf(status, JobVariables.CallbackHosts);
        JsonNode? secret = VariableNodeOf(status, JobVariables.WebhookSecret);
        if (hosts is JsonObject || secret is JsonObject)
            return;

        string[] known = CallbackPlan.Parts(hosts?.ToString());
        string[] missing = [.. CallbackPlan.Parts(ours.Hosts).Where(host => !known.Any(other => Covers(other, host)))];
        bool isSignedAlike = ours.SecretText is not { } text || secret is null || text == secret.ToString();
        if (missing.Length == 0 && isSignedAlike)
            return;

        string fault = missing.Length > 0
            ? $"whose AsyncJobsCallbackHosts lacks {string.Join(", ", missing)}: where a request ends a job of {plan.Assembly.Assembly}, "
                + "its callback is not sent, and callers cannot have it sent again. "
            : $"whose AsyncJobsWebhookSecret is another: where a request sends the callback of a job of {plan.Assembly.Assembly}, "
                + "its receiver cannot verify it. ";
        warnings.Add(new(
            ErrorCodes.OtherCallbacks,
            $"{JobPaths.Job} belongs to the jobs of {OwnMark.AssemblyOf(status.Node)}, {fault}"
            + "Set AsyncJobsCallbackHosts and AsyncJobsWebhookSecret to the same in both projects, or use two APIs (AsyncJobsApi)."));
    }

    private static bool Covers(string allowed, string host) =>
        allowed.Equals(host, StringComparison.OrdinalIgnoreCase)
        || (allowed.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(allowed.Substring(1), StringComparison.OrdinalIgnoreCase));

    private void CheckStreaming(DocumentEntry status, IReadOnlyList<DocumentEntry> resources)
    {
        string? owner = OwnMark.AssemblyOf(status.Node);
        if (plan.Streaming.Form is StreamForm.None
            || resources.Any(other => OwnMark.AssemblyOf(other.Node) == owner && VariableNodeOf(other, JobVariables.Streaming) is not null))
        {
            return;
        }

        warnings.Add(new(
            ErrorCodes.OtherCallbacks,
            $"{JobPaths.Job} belongs to the jobs of {owner}, which have no {StreamingValue.Property}: "
            + $"nothing streams how the jobs of {plan.Assembly.Assembly} go on. "
            + $"Set {StreamingValue.Property} in that project, or use two APIs (AsyncJobsApi)."));
    }

    private static string Said(bool isOn) => isOn ? "on" : "off";

    private static string? VariableOf(DocumentEntry function, string name) => VariableNodeOf(function, name)?.ToString();

    private static JsonNode? VariableNodeOf(DocumentEntry function, string name)
    {
        JsonObject? properties = (function.Node.Value as JsonObject)?["Properties"] as JsonObject;
        return (properties?["Environment"]?["Variables"] as JsonObject)?[name];
    }
}
