namespace AsyncJobs.Generator.Model;

/// <summary>A type that is written as JSON.</summary>
/// <param name="Type">The type as C# refers to it.</param>
/// <param name="Key">The same without annotations and tuple names, to find it among the types of a JsonSerializerContext.</param>
internal sealed record JsonModel(string Type, string Key);
