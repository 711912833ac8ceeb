namespace AsyncJobs.Failures;

/// <summary>An exception that knows whether what it tells of can pass.</summary>
internal interface IFault
{
    /// <summary>Whether the same may succeed shortly.</summary>
    bool IsTransient { get; }

    /// <summary>Whether the calling code makes the mistake, so that another attempt of the same code would make it again.</summary>
    bool IsMisuse => false;
}
