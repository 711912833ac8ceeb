namespace AsyncJobs.Storage.Tests;

/// <summary>How a method ends.</summary>
internal enum MethodEnd
{
    Returns,
    Throws,
    ThrowsForGood,
    Saves,
    Continues,
    Stops,
}
