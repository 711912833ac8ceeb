namespace AsyncJobs.Sam;

/// <summary>Something that the person who builds has to mend.</summary>
internal sealed class TemplateException(string code, string message) : Exception(message)
{
    /// <summary>The code, which has a page in docs/rules.</summary>
    public string Code { get; } = code;

    /// <summary>The file that it is about; null for none.</summary>
    public string? File { get; init; }

    /// <summary>The line from 1; 0 where it is about the file as a whole.</summary>
    public int Line { get; init; }

    /// <summary>The column from 1.</summary>
    public int Column { get; init; }

    /// <summary>Makes it about a file.</summary>
    public TemplateException In(string file) => new(Code, Message) { File = file, Line = Line, Column = Column };
}
