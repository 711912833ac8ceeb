namespace AsyncJobs.Generator.Model;

/// <summary>Method and path of a job's endpoint.</summary>
/// <param name="Method">The HTTP method in upper case.</param>
/// <param name="Template">The path with its placeholders.</param>
internal sealed record RouteModel(string Method, string Template)
{
    /// <summary>As API Gateway writes it.</summary>
    public string Key => $"{Method} {Template}";
}
