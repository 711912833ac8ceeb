namespace AsyncJobs.Generator.Model;

/// <summary>What a job method returns.</summary>
/// <param name="Form">How.</param>
/// <param name="Json">What is in it; null for nothing.</param>
internal sealed record ResultModel(ResultForm Form, JsonModel? Json);
