namespace AsyncJobs.Generator.Model;

/// <summary>What the project as a whole says of the output.</summary>
/// <param name="CanGenerate">Whether its C# is new enough for what is generated, and nothing has the name of what is.</param>
/// <param name="Handlers">How Lambda calls the assembly's methods; null where it runs a program instead.</param>
internal sealed record ProjectModel(bool CanGenerate, HandlersModel? Handlers);
