namespace AsyncJobs.Local.Files;

/// <summary>An object of the local bucket.</summary>
/// <param name="Content">What is in it.</param>
/// <param name="ContentType">The header Content-Type of whoever reads it.</param>
/// <param name="ContentDisposition">The header Content-Disposition; null for none.</param>
internal sealed record LocalFile(byte[] Content, string ContentType, string? ContentDisposition);
