namespace AsyncJobs.CodeFixes.Times;

/// <summary>A statement at the start of a function, without what stands around it.</summary>
/// <param name="Text">The declaration or expression.</param>
/// <param name="IsDisposed">Whether it is a declaration of what is disposed of when the function ends.</param>
internal sealed record StartLine(string Text, bool IsDisposed = true);
