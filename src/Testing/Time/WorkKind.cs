namespace AsyncJobs.Testing.Time;

/// <summary>What the application is at work on.</summary>
internal enum WorkKind
{
    /// <summary>A request, whose caller waits for the reply.</summary>
    Request,

    /// <summary>An event of a job, with its worker.</summary>
    Worker,

    /// <summary>What settle was told.</summary>
    Settle,
}
