namespace AsyncJobs.Generator.Model;

/// <summary>How the instance that a job method is called on is made and released.</summary>
internal sealed record TargetModel(EquatableArray<ParameterModel> Parameters, Disposal Disposal);
