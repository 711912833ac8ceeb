namespace AsyncJobs.Docs.Tests.Pages;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's path in the repository.</param>
/// <param name="Line">The line of the first fence, from 1.</param>
/// <param name="Language">What the fence says; empty for a command or an output.</param>
/// <param name="Text">What is between the fences.</param>
/// <param name="Before">The prose between the heading or the last block, and this one.</param>
/// <param name="Section">The heading of the second level that it is under.</param>
internal sealed record Block(string Page, int Line, string Language, string Text, string Before, string Section)
{
    /// <summary>Where it is, as editors and compilers write it.</summary>
    public string Place => $"{Page}:{Line}";

    public string[] Lines => Text.Split('\n');
}
