using System.Net.Http.Headers;

namespace AsyncJobs.Storage;

/// <summary>Writes the header Content-Disposition (RFC 6266): a file is saved, and never shown as a page of where it lies.</summary>
internal static class ContentDisposition
{
    private const string Attachment = "attachment";

    /// <param name="fileName">What the file is called; null for nothing.</param>
    public static string Of(string? fileName)
    {
        if (fileName is null)
            return Attachment;

        // Programs that do not know the encoded form (RFC 8187) take the plain one, which has no others than safe characters.
        string plain = string.Concat(fileName.Select(static c => char.IsAsciiLetterOrDigit(c) || " -._()".Contains(c) ? c : '_'));
        ContentDispositionHeaderValue header = new(Attachment) { FileName = $"\"{plain}\"" };
        if (plain != fileName)
            header.FileNameStar = fileName;
        return header.ToString();
    }
}
