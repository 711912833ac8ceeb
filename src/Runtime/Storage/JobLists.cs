namespace AsyncJobs.Storage;

/// <summary>By which lists the jobs of a deployment are found: each has an index, whose keys are part of a record from its creation on.</summary>
/// <param name="OfOwners">Whether each owner's jobs are listed.</param>
/// <param name="OfAll">Whether all jobs are.</param>
internal readonly record struct JobLists(bool OfOwners, bool OfAll);
