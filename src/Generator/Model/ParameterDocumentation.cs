namespace AsyncJobs.Generator.Model;

/// <summary>What a documentation comment says of a parameter.</summary>
internal sealed record ParameterDocumentation(string Name, string Text);
