using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>By which indexes jobs are listed.</summary>
/// <param name="OfOwners">Whether callers list their own jobs.</param>
/// <param name="OfAll">Whether operators list all.</param>
internal readonly record struct ListPlan(bool OfOwners, bool OfAll)
{
    /// <summary>What its route is called in a template.</summary>
    public const string RouteName = "List";

    /// <summary>What the list of a caller's jobs is asked by.</summary>
    public const string Method = "GET";

    /// <summary>Where it is.</summary>
    public const string Path = "/jobs";

    /// <summary>The property by which callers list their own jobs.</summary>
    public const string OwnersProperty = "AsyncJobsList";

    private const string AllProperty = "AsyncJobsListAll";

    /// <summary>The indexes of the table, each with its partition key. Both are sorted by <see cref="TableNames.ListSort"/>.</summary>
    public IReadOnlyList<(string Name, string PartitionKey)> Indexes =>
    [
        .. OfOwners ? [(TableNames.OwnerIndex, TableNames.ListKey)] : Array.Empty<(string, string)>(),
        .. OfAll ? [(TableNames.TimeIndex, TableNames.ListShard)] : Array.Empty<(string, string)>(),
    ];

    /// <exception cref="TemplateException">No job has an owner, or a job has the route of the list.</exception>
    public static ListPlan Make(AssemblyManifest assembly, TemplateOptions options, string? owner)
    {
        ListPlan lists = new(
            options.AllowsList ?? Built(assembly, ManifestNames.List, OwnersProperty),
            options.ListsAll ?? Built(assembly, ManifestNames.ListAll, AllProperty));
        if (!lists.OfOwners)
            return lists;
        if (string.Equals(owner, OwnerValue.None, StringComparison.OrdinalIgnoreCase))
            throw new TemplateException(ErrorCodes.CommandLine, $"{OwnersProperty} {OwnerValue.NobodyLists}.");

        return assembly.Jobs.FirstOrDefault(static job => job.HttpMethod == Method && job.Path == Path) is { } taken
            ? throw new TemplateException(
                ErrorCodes.ListRoute,
                $"{OwnersProperty} lets callers list their jobs by {Method} {Path}, which is the route of the job '{taken.Name}'. "
                + $"Give that another route, or leave {OwnersProperty} off.")
            : lists;
    }

    private static bool Built(AssemblyManifest assembly, string key, string property) =>
        assembly.Setting(key) is { } built && SwitchValue.Parse(property, built);
}
