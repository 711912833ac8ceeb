using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Parsing;

/// <summary>What the declarations of one file say that have the generator's attributes.</summary>
/// <param name="Jobs">The jobs.</param>
/// <param name="Contexts">The contexts of JSON.</param>
/// <param name="Services">The methods marked [JobServices].</param>
/// <param name="Startups">The startup classes of Amazon.Lambda.Annotations.</param>
internal sealed record FileDeclarations(
    EquatableArray<JobModel> Jobs,
    IReadOnlyList<JsonContextModel> Contexts,
    IReadOnlyList<ServicesModel> Services,
    IReadOnlyList<ServicesModel> Startups);
