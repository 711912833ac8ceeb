using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace AsyncJobs.Local.Operations;

/// <summary>How jobs are written as JSON for programs: the page's, the command's, and those of people.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = MostDepth,
    Converters = [typeof(MillisecondsConverter)])]
[JsonSerializable(typeof(JobItem))]
[JsonSerializable(typeof(JobDetails))]
internal sealed partial class OperationsJson : JsonSerializerContext
{
    /// <summary>How deep JSON may be: a result is as deep as the serializer of its job writes it.</summary>
    public const int MostDepth = 1000;

    private static OperationsJson? s_forPeople;

    /// <summary>How a result is read.</summary>
    public static JsonDocumentOptions Reading { get; } = new() { MaxDepth = MostDepth };

    /// <summary>The same for people and consoles, with letters of all languages as they are.</summary>
    public static OperationsJson ForPeople => s_forPeople ??= new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
