namespace AsyncJobs.Aws;

/// <summary>What a function calls AWS for in its first invocation.</summary>
[Flags]
internal enum AwsCalls
{
    None = 0,

    /// <summary>Stores a new job: PutItem.</summary>
    Create = 1,

    /// <summary>Reads a job: GetItem.</summary>
    Read = 2,

    /// <summary>Changes a job: UpdateItem.</summary>
    Change = 4,

    /// <summary>Hands an event to a worker: Invoke.</summary>
    Send = 8,
}
