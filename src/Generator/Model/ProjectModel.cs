namespace AsyncJobs.Generator.Model;

/// <summary>What the project as a whole says of the output.</summary>
/// <param name="CanGenerate">Whether its C# is new enough for what is generated, and nothing has the name of what is.</param>
/// <param name="Handlers">How Lambda calls the assembly's methods; null where it runs a program instead.</param>
/// <param name="ExternAliases">The aliases behind which it has types of its references.</param>
/// <param name="AgainstReflection">The property of the build that rules out JSON by reflection; null for none.</param>
/// <param name="HasAppWithoutJobs">
/// Whether AppJobs is there before the first job is: whoever writes a program then reads what is wrong with the job, not that AppJobs is missing.
/// </param>
/// <param name="KeepsInputs">Whether jobs keep their inputs whose attribute does not say.</param>
/// <param name="HasCapacityProvider">Whether workers may run on Lambda Managed Instances, and so for longer.</param>
internal sealed record ProjectModel(
    bool CanGenerate,
    HandlersModel? Handlers,
    EquatableArray<string> ExternAliases,
    string? AgainstReflection,
    bool HasAppWithoutJobs,
    bool KeepsInputs,
    bool HasCapacityProvider)
{
    /// <summary>Whether it references the client, so that its jobs have methods that start them over HTTP.</summary>
    public bool HasClient { get; init; }
}
