namespace AsyncJobs.Parameters;

/// <summary>Binds a parameter of a job method from the placeholder of the route.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromRouteAttribute : Attribute
{
    /// <summary>The name in the request, where it is not the parameter's own.</summary>
    public string? Name { get; set; }
}
