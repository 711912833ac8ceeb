namespace AsyncJobs.Direct.Signing;

/// <summary>A header that a signature covers.</summary>
/// <param name="name">Its name, in lower case.</param>
/// <param name="value">Its value, as it is sent.</param>
internal sealed class SignedHeader(string name, string value)
{
    public string Name { get; } = name;

    public string Value { get; } = value;
}
