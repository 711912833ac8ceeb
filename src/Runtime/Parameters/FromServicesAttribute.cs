namespace AsyncJobs.Parameters;

/// <summary>Binds a parameter of a job method from the services that <see cref="JobServicesAttribute"/> registers.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
