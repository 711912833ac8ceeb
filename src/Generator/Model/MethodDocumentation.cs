namespace AsyncJobs.Generator.Model;

/// <summary>What a method's documentation comment says, as XML that may stand in another one. Each part is null where there is none.</summary>
/// <param name="Summary">What the method does.</param>
/// <param name="Parameters">What its parameters are.</param>
internal sealed record MethodDocumentation(string? Summary, EquatableArray<ParameterDocumentation> Parameters)
{
    public string? Of(string parameter)
    {
        foreach (ParameterDocumentation candidate in Parameters)
        {
            if (candidate.Name == parameter)
                return candidate.Text;
        }

        return null;
    }
}
