namespace AsyncJobs.Generator.Model;

/// <summary>The class of a class library that Lambda calls, without the methods.</summary>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Namespace">The namespace of the class, escaped; empty for the global one.</param>
/// <param name="HasTraceId">Whether the ILambdaContext in use tells of the trace; older ones do not.</param>
internal sealed record HandlersModel(string Assembly, string Namespace, bool HasTraceId);
