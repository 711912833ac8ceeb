namespace AsyncJobs.Generator.Model;

/// <summary>
/// What the declarations of a compilation say that the generator looks for. It equals the one before unless an edit changed what is generated.
/// </summary>
/// <param name="Jobs">The jobs of each file that has any attributes, so that a job that comes or goes moves none in other files.</param>
/// <param name="Contexts">The contexts of JSON.</param>
/// <param name="Services">The method that registers the services; null for none.</param>
internal sealed record FoundModel(
    EquatableArray<EquatableArray<JobModel>> Jobs, EquatableArray<JsonContextModel> Contexts, ServicesModel? Services);
