namespace AsyncJobs.Generator.Parsing;

/// <summary>A route that was read without fault, or that a job does without.</summary>
internal sealed class Route(string method, string template, List<string> placeholders)
{
    /// <summary>That of a job which only code starts.</summary>
    public static Route None { get; } = new("", "", []);

    public bool IsNone => Method.Length == 0;

    public string Method { get; } = method;

    public string Template { get; } = template;

    /// <summary>The names in braces, without them.</summary>
    public List<string> Placeholders { get; } = placeholders;

    /// <summary>The placeholder that a parameter is named after: spelled the same, or else the same but for its case.</summary>
    public string? Find(string name) => Find(name, StringComparison.Ordinal) ?? Find(name, StringComparison.OrdinalIgnoreCase);

    private string? Find(string name, StringComparison comparison)
    {
        foreach (string placeholder in Placeholders)
        {
            if (placeholder.Equals(name, comparison))
                return placeholder;
        }

        return null;
    }
}
