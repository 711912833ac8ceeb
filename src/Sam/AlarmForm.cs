namespace AsyncJobs.Sam;

/// <summary>Which alarms a template has.</summary>
internal enum AlarmForm
{
    None,

    /// <summary>Shared where the functions share a log group, else for each job.</summary>
    Usual,

    /// <summary>Each job has alarms of its own.</summary>
    PerJob,

    /// <summary>An alarm watches the jobs of all kinds, and tells which of them it is about.</summary>
    Shared,
}
