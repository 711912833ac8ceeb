namespace AsyncJobs.Client;

/// <summary>One thing that is wrong with a request, from the <c>errors</c> of a 400 reply.</summary>
/// <param name="In">Where it is: <c>route</c>, <c>query</c>, <c>header</c> or <c>body</c>.</param>
/// <param name="Name">The parameter, or the JSON path within the body.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record AsyncJobFault(string In, string Name, string Message);
