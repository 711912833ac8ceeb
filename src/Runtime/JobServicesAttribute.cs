namespace AsyncJobs;

/// <summary>
/// Marks the one static method of an assembly that registers the services of its jobs:
/// <c>[JobServices] static void Configure(IServiceCollection services)</c>. It runs once a process, before the first job method that takes a service.
/// </summary>
/// <remarks>
/// Where it registers no logging, the library does: <c>ILogger&lt;T&gt;</c> then writes lines of JSON to the standard output, with the ids of the
/// job.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class JobServicesAttribute : Attribute
{
    /// <summary>
    /// Whether the method runs when the process starts, in all functions of the application, also in those that need no service: accept, status and
    /// settle. Default: false. Set it for loggers that are to get the library's own lines of all functions, for OpenTelemetry, and for
    /// <see cref="IInvocationEndHook"/>. If the method throws, the start of the process has failed.
    /// </summary>
    public bool AtStart { get; set; }
}
