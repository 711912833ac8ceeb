using System.Collections.Concurrent;

namespace AsyncJobs.Local.Emulators;

/// <summary>An upload in parts that is not complete.</summary>
/// <param name="ContentType">The Content-Type of the object that it will be.</param>
/// <param name="ContentDisposition">Its Content-Disposition; null for none.</param>
internal sealed record BucketUpload(string ContentType, string? ContentDisposition)
{
    /// <summary>What was uploaded, by the numbers of the parts.</summary>
    public ConcurrentDictionary<int, byte[]> Parts { get; } = new();
}
