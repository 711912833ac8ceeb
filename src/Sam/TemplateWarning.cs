namespace AsyncJobs.Sam;

/// <summary>Something in a template that is likely not meant.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What it is, and how to mend it.</param>
internal sealed record TemplateWarning(string Code, string Message)
{
    /// <summary>The line from 1; 0 where it is about the file as a whole.</summary>
    public int Line { get; init; }

    /// <summary>The column from 1.</summary>
    public int Column { get; init; }
}
