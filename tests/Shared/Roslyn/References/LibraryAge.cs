namespace AsyncJobs.Tests.Roslyn.References;

/// <summary>Which of the versions of libraries code is compiled against.</summary>
public enum LibraryAge
{
    Newest,

    /// <summary>The oldest that people use, where the table of packages has one.</summary>
    Oldest,
}
