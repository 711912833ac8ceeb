using System.Globalization;
using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Resources;

namespace AsyncJobs.Sam.Merging;

/// <summary>
/// Functions whose names the build changes. CloudFormation makes a function of the new name and removes the other, and with it the events that wait.
/// </summary>
internal static class ReplacedWorkers
{
    private const int MostNamed = 3;

    /// <summary>Says which there are.</summary>
    /// <param name="before">The resources of the jobs, as they were.</param>
    /// <param name="after">The resources, as they are now.</param>
    public static IEnumerable<TemplateWarning> Check(IEnumerable<DocumentEntry> before, IEnumerable<DocumentEntry> after)
    {
        IReadOnlyDictionary<string, DocumentNode> now = DuplicateNames.LastOf(after);
        string[] replaced =
        [
            .. DuplicateNames.LastOf(before)
                .Where(resource => now.TryGetValue(resource.Key, out DocumentNode? node) && !Canonical.AreEqual(NameOf(resource.Value), NameOf(node)))
                .Select(static resource => $"'{resource.Key}'"),
        ];
        if (replaced.Length == 0)
            yield break;

        int others = replaced.Length - MostNamed;
        string names = string.Join(", ", replaced.Take(MostNamed)) + (others > 0 ? $" and {Number(others)} more" : "");
        string workers = replaced.Length == 1 ? "worker" : "workers";
        yield return new TemplateWarning(
            ErrorCodes.WorkersReplaced,
            $"The {SamResources.FunctionName} of {Number(replaced.Length)} {workers} changes: {names}. In a stack that is deployed this replaces the "
            + "functions, and events that wait for the old ones are lost. Take the API out of service, and deploy when no job is PENDING or RUNNING: "
            + "'asyncjobs stats' counts them. AsyncJobsWorkerNames and jobs that start each other decide the names.");
    }

    private static JsonNode? NameOf(DocumentNode resource) => resource.Find(Events.Properties)?.Node.Find(SamResources.FunctionName)?.Node.Value;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
