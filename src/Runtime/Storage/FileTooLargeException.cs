namespace AsyncJobs.Storage;

/// <summary>A file has more than is kept.</summary>
/// <param name="most">How much is kept, in bytes.</param>
internal sealed class FileTooLargeException(long most) : Exception($"The file has more than {most} bytes, the most that is kept.");
