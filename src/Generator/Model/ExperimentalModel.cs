namespace AsyncJobs.Generator.Model;

/// <summary>[Experimental] of a job, which what is generated for it has, too.</summary>
/// <param name="Id">The id of the diagnostic that its use gets.</param>
/// <param name="Arguments">The arguments of the attribute as C#.</param>
internal sealed record ExperimentalModel(string Id, string Arguments);
