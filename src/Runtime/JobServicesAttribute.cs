namespace AsyncJobs;

/// <summary>
/// Marks the one static method of an assembly that registers the services of its jobs:
/// <c>[JobServices] static void Configure(IServiceCollection services)</c>. It runs once a process, before the first job method.
/// Without such a method no container is built.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class JobServicesAttribute : Attribute;
