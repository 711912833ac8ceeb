namespace AsyncJobs.Generator.Emit;

/// <summary>Writes elements of documentation comments.</summary>
internal static class DocumentationComment
{
    /// <param name="source">Takes the text.</param>
    /// <param name="tag">The element's name, with its attributes.</param>
    /// <param name="text">Its content as XML: in one line with the tags, or in lines of their own.</param>
    public static void Write(SourceWriter source, string tag, string text)
    {
        string end = tag.Split(' ')[0];
        if (text.IndexOf('\n') < 0)
        {
            source.Line($"/// <{tag}>{text}</{end}>");
            return;
        }

        source.Line($"/// <{tag}>");
        foreach (string line in text.Split('\n'))
            source.Line(line.Length == 0 ? "///" : "/// " + line);
        source.Line($"/// </{end}>");
    }
}
