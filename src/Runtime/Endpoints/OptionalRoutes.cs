namespace AsyncJobs.Endpoints;

/// <summary>Which paths an application has that not every one has.</summary>
/// <param name="ListsJobs">Whether callers may list their jobs.</param>
/// <param name="RetriesJobs">Whether requests can run jobs again.</param>
/// <param name="RedeliversCallbacks">Whether requests can have callbacks delivered anew.</param>
internal readonly record struct OptionalRoutes(bool ListsJobs, bool RetriesJobs, bool RedeliversCallbacks);
