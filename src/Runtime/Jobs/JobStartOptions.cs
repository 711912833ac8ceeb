namespace AsyncJobs.Jobs;

/// <summary>How a job is started from code.</summary>
public sealed record JobStartOptions
{
    /// <summary>Whose job it is: who may see it by HTTP. At most 1,024 characters; null for everyone who knows its id.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// Starting again with the same key, owner and input gives the same job. 1 to 255 printable ASCII characters without spaces; make it unguessable,
    /// since the job's id derives from it.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// Whether the job is started however many jobs its owner has, and is not counted as one of theirs. False, the default, for a job that counts as
    /// one that the owner starts by HTTP; see <see cref="JobPlatform.MaxUnfinishedPerOwner"/>.
    /// </summary>
    public bool IgnoreLimits { get; init; }

    /// <summary>
    /// Where the job's end is to be told, as <see cref="JobPlatform.Callbacks"/> allows it: an https URL without user, password and fragment.
    /// Null for nowhere.
    /// </summary>
    public Uri? CallbackUrl { get; init; }
}
