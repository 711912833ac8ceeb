using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.Local.Operations;

/// <summary>How jobs are written as JSON for programs: the page's, the command's, and others.</summary>
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

    /// <summary>How a result is read.</summary>
    public static JsonDocumentOptions Reading { get; } = new() { MaxDepth = MostDepth };
}
