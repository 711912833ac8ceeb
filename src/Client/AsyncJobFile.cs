using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Client;

/// <summary>
/// The result of a job that returns a file: <see cref="AsyncJobFiles"/> downloads that of an <see cref="AsyncJob{TResult}"/>. Who has the URL has the
/// file.
/// </summary>
/// <param name="ContentType">What it is, as the header Content-Type says it.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="FileName">What it is called where it is saved; null for nothing. It is a name alone, without a path.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Url">Where it is, for a GET without credentials.</param>
/// <param name="UrlExpiresAt">From when on the URL brings nothing. Asking for the job again gives another one.</param>
public sealed record AsyncJobFile(string ContentType, long Length, string? FileName, string Sha256, Uri Url, DateTimeOffset UrlExpiresAt)
{
    /// <summary>How such a result is read, for programs without reflection.</summary>
    public static JsonTypeInfo<AsyncJobFile> TypeInfo => AsyncJobFileJson.Default.AsyncJobFile;
}
