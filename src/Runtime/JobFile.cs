using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using AsyncJobs.Texts;

namespace AsyncJobs;

/// <summary>
/// A file that a job returns: a result that is not JSON, of up to 5 GB. It goes to the payload store while the job's time lasts, in parts, so that a
/// large one is never in memory as a whole. Callers get a <see cref="JobDownload"/> as the job's <c>result</c>.
/// </summary>
/// <remarks>Needs a payload store that keeps files, such as that of <c>AddS3Payloads()</c>. Without one the method is not run.</remarks>
public sealed class JobFile
{
    /// <summary>The Content-Type of what says nothing else (RFC 2046, 4.5.1).</summary>
    public const string AnyContent = "application/octet-stream";

    private const string NotInNames = "/\\:*?\"<>|";

    /// <summary>A file that is read from a stream.</summary>
    /// <param name="content">Read from where it stands to its end, and then disposed of. Its length need not be known.</param>
    /// <param name="contentType">What it is, as the header Content-Type says it: at most 255 characters.</param>
    /// <param name="fileName">What it is called where it is saved; null for nothing. At most 255 characters, without a path.</param>
    /// <exception cref="ArgumentException">The Content-Type or the name is none.</exception>
    public JobFile(Stream content, string contentType = AnyContent, string? fileName = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(contentType);
        Check(contentType, fileName);
        Content = content;
        ContentType = contentType;
        FileName = fileName;
    }

    /// <summary>A file that is in memory.</summary>
    /// <param name="content">The file. It must stay as it is until the job has ended.</param>
    /// <param name="contentType">What it is, as the header Content-Type says it: at most 255 characters.</param>
    /// <param name="fileName">What it is called where it is saved; null for nothing. At most 255 characters, without a path.</param>
    /// <exception cref="ArgumentException">The Content-Type or the name is none.</exception>
    public JobFile(ReadOnlyMemory<byte> content, string contentType = AnyContent, string? fileName = null)
        : this(StreamOver(content), contentType, fileName)
    {
    }

    /// <summary>The file.</summary>
    public Stream Content { get; }

    /// <summary>What it is.</summary>
    public string ContentType { get; }

    /// <summary>What it is called where it is saved; null for nothing.</summary>
    public string? FileName { get; }

    private static MemoryStream StreamOver(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out ArraySegment<byte> array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);

    // What a request may have put into them reaches neither a header nor a file system as anything else than what it says.
    private static void Check(string contentType, string? fileName)
    {
        if (contentType.Length > StoredText.LongestContentType
            || contentType.AsSpan().ContainsAnyExceptInRange(' ', '~')
            || !MediaTypeHeaderValue.TryParse(contentType, out _))
        {
            throw new ArgumentException(
                $"The Content-Type of a file is one such as 'application/pdf', of at most {StoredText.LongestContentType} characters.",
                nameof(contentType));
        }

        if (fileName is not null && !IsName(fileName))
        {
            throw new ArgumentException(
                $"The name of a file has 1 to {StoredText.LongestFileName} characters, without a path and without any of {NotInNames}.",
                nameof(fileName));
        }
    }

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= StoredText.LongestFileName
        && !name.AsSpan().ContainsAny(NotInNames)
        && !name.Any(char.IsControl)
        && StoredText.Cut(name) == name
        && name.AsSpan().Trim(". ").Length > 0;
}
