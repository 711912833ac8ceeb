namespace AsyncJobs.Generator;

/// <summary>The names of the pipeline's steps, by which tests ask the driver what it ran again.</summary>
internal static class TrackingNames
{
    public const string Found = nameof(Found);
    public const string JobsOfFiles = nameof(JobsOfFiles);
    public const string Jobs = nameof(Jobs);
    public const string RootNamespace = nameof(RootNamespace);
    public const string Assembly = nameof(Assembly);
    public const string Project = nameof(Project);
    public const string Resolved = nameof(Resolved);
    public const string Outputs = nameof(Outputs);
    public const string App = nameof(App);
    public const string Glue = nameof(Glue);
}
