namespace AsyncJobs.Generator.Model;

/// <summary>The input of AppJobs.</summary>
/// <param name="Namespace">Its namespace, escaped; empty for the global one.</param>
/// <param name="JobTypes">The generated classes of the jobs as C# refers to them, in the order of the jobs' names.</param>
/// <param name="ServicesMethod">The method marked [JobServices] as C# refers to it; null for none.</param>
/// <param name="Handlers">How Lambda calls the assembly's methods; null where it runs a program instead.</param>
internal sealed record AppModel(string Namespace, EquatableArray<string> JobTypes, string? ServicesMethod, HandlersModel? Handlers);
