namespace AsyncJobs.Generator.Model;

/// <summary>A job in the list of AppJobs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Route">The method and path of its route; null where it has none.</param>
/// <param name="KeepsInput">Whether its input is kept.</param>
/// <param name="Type">Its generated class as C# refers to it.</param>
internal sealed record ListedJob(string Name, string? Route, bool KeepsInput, string Type);
