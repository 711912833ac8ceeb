using System.Security.Cryptography;
using System.Text;

namespace AsyncJobs.Sam;

/// <summary>A template on the disk: read, changed and replaced as one step, whoever else builds at the same time.</summary>
internal static class TemplateFile
{
    private static readonly TimeSpan s_lockWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_lockPause = TimeSpan.FromMilliseconds(25);
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a word is in a file; one that is not there, or cannot be read, has none.</summary>
    public static bool Contains(string path, string word)
    {
        try
        {
            return File.Exists(path) && File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Changes the file's text. Where the text stays, the file is not written.</summary>
    /// <param name="path">The file; it need not be there.</param>
    /// <param name="change">Gives the new text for the old one, which is empty where there is no file.</param>
    /// <returns>Whether the file was written.</returns>
    /// <exception cref="TemplateException">
    /// The file cannot be read or written, or what <paramref name="change"/> finds; the file is as it was.
    /// </exception>
    public static bool Update(string path, Func<string, string> change)
    {
        try
        {
            // A link stays one: what it points to is replaced.
            string target = Path.GetFullPath(path);
            if (File.Exists(target))
                target = File.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target;
            using FileStream gate = Lock(target);
            while (true)
            {
                byte[]? before = Read(target);
                byte[] after = Change(before ?? [], change);
                if (after.AsSpan().SequenceEqual(before ?? []))
                    return false;
                if (Replace(target, before, after))
                    return true;
            }
        }
        catch (TemplateException exception) when (exception.File is null)
        {
            throw exception.In(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TemplateException(ErrorCodes.File, $"The template cannot be written: {exception.Message}") { File = path };
        }
    }

    private static byte[] Change(byte[] before, Func<string, string> change)
    {
        ReadOnlySpan<byte> mark = before.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble : default;
        string text;
        try
        {
            text = s_strict.GetString(before.AsSpan(mark.Length));
        }
        catch (DecoderFallbackException)
        {
            throw new TemplateException(ErrorCodes.Malformed, "The template is not UTF-8. Save it as such.");
        }

        return [.. mark, .. s_strict.GetBytes(change(text))];
    }

    private static byte[]? Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    // Written beside and moved there: a reader sees the old text or the new one.
    private static bool Replace(string path, byte[]? before, byte[] after)
    {
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(temporary, after);
            if (before is not null && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));

            // An editor knows nothing of the lock.
            byte[]? current = Read(path);
            if (current is null != before is null || !current.AsSpan().SequenceEqual(before))
                return false;
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // In the folder for temporary files, so that nothing is left beside the template.
    private static FileStream Lock(string path)
    {
        // Where names differ in case, the disks of other systems know one file.
        string name = OperatingSystem.IsLinux() ? path : path.ToUpperInvariant();
        string key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.UserName}\n{name}")), 0, 12);
        string file = Path.Combine(Path.GetTempPath(), $"asyncjobs-template-{key}.lock");
        long start = Environment.TickCount64;
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Environment.TickCount64 - start < s_lockWait.TotalMilliseconds)
            {
                Thread.Sleep(s_lockPause);
            }
        }
    }
}
