namespace AsyncJobs.Tool.Aws;

/// <summary>A resource of a stack.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Name">Its own name, by which its service knows it; empty where it was not made.</param>
/// <param name="Type">Such as <c>AWS::Lambda::Function</c>.</param>
internal sealed record StackResource(string LogicalId, string Name, string Type);
