namespace AsyncJobs.Lifecycle;

/// <summary>A <see cref="JobDownload"/> as replies show it: its time has the form of the other times there.</summary>
internal sealed record DownloadDocument(string ContentType, long Length, string? FileName, string Sha256, Uri Url, string UrlExpiresAt);
