namespace AsyncJobs.Client;

/// <summary>What a server says of a job, at the moment that it happens.</summary>
/// <param name="Name">What kind it is: <c>status</c>, <c>progress</c>, <c>result</c>, <c>error</c>, or one that this version does not know.</param>
/// <param name="Data">A JSON document.</param>
internal sealed record JobEvent(string Name, byte[] Data);
