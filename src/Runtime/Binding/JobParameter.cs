namespace AsyncJobs.Binding;

/// <summary>A simple argument that a job takes from its request.</summary>
/// <param name="Source">The part of the request.</param>
/// <param name="Name">The name in the request.</param>
/// <param name="Type">The type of the value, or of each one where there are several; never a Nullable.</param>
/// <param name="Expected">What a value must look like, to end the sentence "must be …".</param>
/// <param name="IsRequired">Whether a request without it is malformed.</param>
/// <param name="IsRepeated">Whether it may come several times.</param>
/// <param name="Default">What stands for it where it is absent, as a request would write it; null for nothing.</param>
public sealed record JobParameter(
    ArgumentSource Source, string Name, Type Type, string Expected, bool IsRequired, bool IsRepeated, string? Default)
{
    /// <summary>The values of an enumeration, as a request names them; null for any other type, and for a set of flags.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}
