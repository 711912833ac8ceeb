namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>
/// The projects of a checkout that run on AWS Lambda: those with its packages, those that reference them, and all that these reference.
/// </summary>
internal sealed class FunctionProjects
{
    private readonly Dictionary<string, ProjectFile> _all;

    private FunctionProjects(Dictionary<string, ProjectFile> all) => _all = all;

    /// <summary>Finds them.</summary>
    /// <param name="folder">The checkout's.</param>
    /// <returns>Each after those that it references.</returns>
    public static IReadOnlyList<ProjectFile> Of(string folder)
    {
        ProjectFile[] all =
        [
            .. Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(ProjectFile.TryRead)
                .OfType<ProjectFile>(),
        ];
        FunctionProjects projects = new(all.ToDictionary(static project => project.Path, StringComparer.Ordinal));
        List<ProjectFile> ordered = [];
        foreach (ProjectFile project in all.Where(project => !project.IsTest && projects.IsFunction(project, [])))
            projects.Add(project, ordered, []);
        return ordered;
    }

    private bool IsFunction(ProjectFile project, HashSet<string> above) =>
        project.HasLambda
        || (above.Add(project.Path)
            && project.References.Any(reference => _all.TryGetValue(reference, out ProjectFile? referenced) && IsFunction(referenced, above)));

    private void Add(ProjectFile project, List<ProjectFile> ordered, HashSet<string> above)
    {
        if (ordered.Contains(project) || !above.Add(project.Path))
            return;

        foreach (string reference in project.References)
        {
            if (_all.TryGetValue(reference, out ProjectFile? referenced))
                Add(referenced, ordered, above);
        }

        ordered.Add(project);
    }
}
