using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Plan;

namespace AsyncJobs.Sam.Resources;

/// <summary>The ARN of a resource that is there, as a template writes it.</summary>
internal static class ArnValue
{
    /// <exception cref="TemplateException">The template has not what the option refers to, or it is something else.</exception>
    public static void Check(ArnOption? option, TemplateDocument document)
    {
        if (option is null)
            return;
        if (option.Id is { } named)
            CheckDefault(option, named, document);
        foreach (string id in option.Id is { } own ? [own] : option.References)
        {
            if (Intrinsics.IsPseudo(id) || document.Find("Parameters", id) is not null)
                continue;
            string? type = document.Find("Resources", id, "Type")?.Value?.ToString();
            if (type is null || !option.Kind.Types.Contains(type))
            {
                throw Fault(option, type is null
                    ? $"the template has no parameter or resource '{id}'."
                    : $"'{id}' is of the type {type} in the template: it must be an {string.Join(" or ", option.Kind.Types)}, or a parameter.");
            }
        }
    }

    /// <summary>The ARN.</summary>
    public static JsonNode Of(ArnOption option, TemplateDocument document) =>
        option.Id is { } id ? document.Find("Parameters", id) is not null
            ? new JsonObject { ["Ref"] = id }
            : new JsonObject { ["Fn::GetAtt"] = new JsonArray(id, "Arn") }
        : option.References.Any() ? new JsonObject { ["Fn::Sub"] = option.Text }
        : JsonValue.Create(option.Text);

    // A parameter without one, or of the Systems Manager, says only at a deployment what it is.
    private static void CheckDefault(ArnOption option, string id, TemplateDocument document)
    {
        if (document.Find("Parameters", id, "Type")?.Value?.ToString() == "String"
            && document.Find("Parameters", id, "Default")?.Value?.ToString() is { Length: > 0 } text
            && !ArnOption.IsArn(option.Kind, text))
        {
            throw Fault(option, $"the parameter's default is '{text}', which is not the ARN of {option.Kind.Name}.{option.Kind.Advice}");
        }
    }

    private static TemplateException Fault(ArnOption option, string what) =>
        new(option.Kind.Code, $"{option.Kind.Property} is '{option.Text}', and {what}");
}
