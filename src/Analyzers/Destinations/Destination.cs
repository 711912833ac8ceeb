namespace AsyncJobs.Analyzers.Destinations;

/// <summary>What a time or a cancellation ends up limiting.</summary>
[Flags]
internal enum Destination
{
    /// <summary>Nothing that is known.</summary>
    None = 0,

    /// <summary>As a token, an HTTP call of a client that has no limit of its own.</summary>
    UnguardedCall = 1,

    /// <summary>As a token, an HTTP call of a client that has.</summary>
    GuardedCall = 2,

    /// <summary>As a token, a call of another library's client.</summary>
    LibraryCall = 4,

    /// <summary>As a duration, HttpClient.Timeout.</summary>
    ClientTimeout = 8,

    /// <summary>As a duration, a source of cancellation whose token reaches a call.</summary>
    Cancellation = 16,

    /// <summary>As a duration, a wait around a call.</summary>
    Wait = 32,

    /// <summary>As a duration, the timeout of a resilience pipeline.</summary>
    Pipeline = 64,

    /// <summary>As a duration, the timeout of another library's client.</summary>
    OtherClient = 128,

    /// <summary>With a call: on the way it is linked with other cancellations.</summary>
    Linked = 256,

    /// <summary>Of a parameter: what its method returns, which limits whatever the caller does with it.</summary>
    Returned = 512,

    /// <summary>With <see cref="LibraryCall"/>: one that is reported without a token, as nothing else limits it.</summary>
    OpenLibraryCall = 1024,

    /// <summary>The calls that are not limited otherwise.</summary>
    OpenCalls = UnguardedCall | LibraryCall,
}
