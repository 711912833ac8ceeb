using System.Text.Json.Nodes;
using AsyncJobs.Jobs;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.CommandLine;

/// <summary>Whom to ask about an API, as the build says it in AsyncJobsOpenApiContact. Each part is null where it is not said.</summary>
/// <param name="Name">The name of a person or a team.</param>
/// <param name="Email">Their address.</param>
/// <param name="Url">A page of theirs.</param>
internal sealed record ApiContact(string? Name, string? Email, string? Url)
{
    private const string Property = "AsyncJobsOpenApiContact";

    /// <summary>What the build of the jobs said; null where it said nothing.</summary>
    /// <exception cref="LocalOptionsException">It is malformed, or several assemblies say different ones.</exception>
    public static ApiContact? Of(JobApp app) =>
        BuiltSetting.Of(app, ManifestNames.OpenApiContact, Property) is { } text ? Parse(text) : null;

    /// <summary>Reads a name, an address or a URL, or a name with one of these in angle brackets.</summary>
    /// <exception cref="LocalOptionsException">It is none of these.</exception>
    public static ApiContact Parse(string text)
    {
        string all = text.Trim();
        int start = all.IndexOf('<');
        if (start < 0)
            return OfPlace(all, null) ?? (all.Length > 0 ? new ApiContact(all, null, null) : throw Malformed());
        if (all[^1] != '>' || start + 1 >= all.Length - 1)
            throw Malformed();

        string name = all[..start].Trim();
        return OfPlace(all[(start + 1)..^1].Trim(), name.Length > 0 ? name : null) ?? throw Malformed();
    }

    /// <summary>Gives it as OpenAPI has it.</summary>
    public JsonObject Write()
    {
        JsonObject contact = [];
        if (Name is not null)
            contact["name"] = Name;
        if (Url is not null)
            contact["url"] = Url;
        if (Email is not null)
            contact["email"] = Email;
        return contact;
    }

    private static ApiContact? OfPlace(string place, string? name)
    {
        if (Uri.TryCreate(place, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https")
            return new ApiContact(name, null, place);

        int at = place.IndexOf('@');
        bool isEmail = at > 0 && at < place.Length - 1 && place.LastIndexOf('@') == at && !place.Any(char.IsWhiteSpace);
        return isEmail ? new ApiContact(name, place, null) : null;
    }

    private static LocalOptionsException Malformed() => new(
        $"{Property} must be a name, an e-mail address or a URL, or a name with one of the others in angle brackets, "
        + "such as Payments team <payments@example.com>.");
}
