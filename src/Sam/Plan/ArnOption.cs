using System.Text.RegularExpressions;

namespace AsyncJobs.Sam.Plan;

/// <summary>A resource that is there, as an option names it: by its ARN, or by what has it in the template.</summary>
internal sealed partial record ArnOption
{
    private ArnOption(ArnKind kind, string text, string? id)
    {
        Kind = kind;
        Text = text;
        Id = id;
    }

    public ArnKind Kind { get; }

    /// <summary>What was said: an ARN, in which <c>${Id}</c> stands for something of the template, or an id.</summary>
    public string Text { get; }

    /// <summary>The logical id of the resource, or of a parameter with its ARN; null for an ARN.</summary>
    public string? Id { get; }

    /// <summary>What the ARN refers to in the template.</summary>
    public IEnumerable<string> References => Id is null ? Reference().Matches(Text).Select(static match => match.Groups[1].Value) : [];

    /// <summary>The ARN for a tool that knows no template.</summary>
    /// <exception cref="TemplateException">It refers to a template.</exception>
    public string Literal => Id is null && !References.Any()
        ? Text
        : throw new TemplateException(Kind.Code, $"{Kind.Option} is '{Text}': names in a manifest are literal, so give the ARN of {Kind.Name}.");

    /// <summary>Reads one; null where nothing was said.</summary>
    /// <exception cref="TemplateException">It is neither the ARN of such a resource nor an id.</exception>
    public static ArnOption? Parse(ArnKind kind, string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        string id = text.StartsWith("${", StringComparison.Ordinal) && text.EndsWith('}') ? text[2..^1] : text;
        if (id.Length > 0 && id.All(char.IsAsciiLetterOrDigit))
            return new ArnOption(kind, text, id);

        return IsArn(kind, text) ? new ArnOption(kind, text, null) : throw new TemplateException(
            kind.Code,
            $"{kind.Property} is '{text}': it must be the ARN of {kind.Name}, arn:aws:{kind.Service}:REGION:ACCOUNT:{kind.Resource}NAME, in which "
            + $"${{LogicalId}} may stand for a parameter, or the logical id of an {string.Join(" or ", kind.Types)} or of a parameter in the "
            + $"template.{kind.Advice}");
    }

    /// <summary>Whether a text is the ARN of such a resource.</summary>
    public static bool IsArn(ArnKind kind, string text) =>
        Parts().Match(text) is { Success: true } parts && parts.Groups[1].Value == kind.Service
        && parts.Groups[2].Value.StartsWith(kind.Resource, StringComparison.Ordinal) && Part().IsMatch(parts.Groups[2].Value[kind.Resource.Length..]);

    // Partition, service, Region, account, and the resource with its kind.
    [GeneratedRegex(@"^arn:(?:[a-z-]|\$\{[A-Za-z0-9:]+\})+:([a-z]+):(?:[a-z0-9-]|\$\{[A-Za-z0-9:]+\})+:(?:[0-9]|\$\{[A-Za-z0-9:]+\})+:(.+)\z")]
    private static partial Regex Parts();

    // Nothing that IAM takes for a wildcard.
    [GeneratedRegex(@"^(?:[A-Za-z0-9_-]|\$\{[A-Za-z0-9:]+\})+\z")]
    private static partial Regex Part();

    [GeneratedRegex(@"\$\{([A-Za-z0-9:]+)\}")]
    private static partial Regex Reference();
}
