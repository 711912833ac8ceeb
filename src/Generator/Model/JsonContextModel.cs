namespace AsyncJobs.Generator.Model;

/// <summary>A JsonSerializerContext, or the part of one that one declaration lists.</summary>
/// <param name="Type">The class as C# refers to it.</param>
/// <param name="Keys">The types that it lists, as in <see cref="JsonModel.Key"/>.</param>
internal sealed record JsonContextModel(string Type, EquatableArray<string> Keys);
