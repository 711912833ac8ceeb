namespace AsyncJobs.Generator.Model;

/// <summary>The method marked [JobServices].</summary>
/// <param name="Method">The method as C# refers to it.</param>
internal sealed record ServicesModel(string Method);
