namespace AsyncJobs.Events;

/// <summary>
/// Whose a request's job is: a caller's, nobody's, or, where an authorizer let the caller in without saying who they are, not known.
/// </summary>
/// <param name="Text">The caller, as records keep it; null for nobody, and where it is not known.</param>
/// <param name="Fault">Why it is not known: a sentence for the log, without anything of the request. Null where it is known.</param>
internal readonly record struct JobOwner(string? Text, string? Fault)
{
    public bool IsUnknown => Fault is not null;

    public static JobOwner Unknown(string fault) => new(null, fault);
}
