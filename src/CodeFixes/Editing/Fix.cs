namespace AsyncJobs.CodeFixes.Editing;

/// <summary>One way to mend one diagnostic.</summary>
/// <param name="Title">What the user is offered, in the imperative.</param>
/// <param name="Key">The same for fixes of the same kind, which are then made together.</param>
/// <param name="Edit">What it changes.</param>
internal sealed record Fix(string Title, string Key, Edit Edit);
