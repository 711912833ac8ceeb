namespace AsyncJobs.Parameters;

/// <summary>Binds a parameter of a job method from a request header.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromHeaderAttribute : Attribute
{
    /// <summary>The name in the request, where it is not the parameter's own.</summary>
    public string? Name { get; set; }
}
