namespace AsyncJobs.Parameters;

/// <summary>Binds a parameter of a job method from the JSON body. A method has at most one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromBodyAttribute : Attribute;
