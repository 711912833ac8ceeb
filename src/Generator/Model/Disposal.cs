namespace AsyncJobs.Generator.Model;

/// <summary>How an instance is released.</summary>
internal enum Disposal
{
    None,
    Synchronous,
    Asynchronous,
}
