namespace AsyncJobs.Generator.Model;

/// <summary>What a job method returns.</summary>
/// <param name="Form">How.</param>
/// <param name="Json">What is in it; null for nothing, and for a file.</param>
/// <param name="File">Whether it is a file: a JobFile or a stream.</param>
internal sealed record ResultModel(ResultForm Form, JsonModel? Json, bool File = false);
