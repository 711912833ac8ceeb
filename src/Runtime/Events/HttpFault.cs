namespace AsyncJobs.Events;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="In">The part of the request: path, query, header or body.</param>
/// <param name="Name">The parameter; for a body the JSON path of the value.</param>
/// <param name="Fault">What is wrong and what is expected.</param>
internal readonly record struct HttpFault(string In, string Name, string Fault);
