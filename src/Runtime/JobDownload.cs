namespace AsyncJobs;

/// <summary>The <c>result</c> of a job that returned a <see cref="JobFile"/>: what the file is, and where it can be had.</summary>
/// <param name="ContentType">What it is, as the header Content-Type says it.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="FileName">What it is called where it is saved; null for nothing.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Url">
/// Where it is: a GET without credentials brings it. Who has the URL has the file. Each look at the job gives a new one.
/// </param>
/// <param name="UrlExpiresAt">From when on <paramref name="Url"/> brings nothing: 15 minutes after the look at the job.</param>
public sealed record JobDownload(string ContentType, long Length, string? FileName, string Sha256, Uri Url, DateTimeOffset UrlExpiresAt);
