namespace AsyncJobs.Failures;

/// <summary>An exception that knows whether what it tells of can pass.</summary>
internal interface IFault
{
    /// <summary>Whether the same may succeed shortly.</summary>
    bool IsTransient { get; }
}
