using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sample.Summaries;

/// <summary>How the types of the job are read and written, worked out at build time: Native AOT has no reflection for it.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SummaryRequest))]
[JsonSerializable(typeof(Summary))]
public sealed partial class SummaryJson : JsonSerializerContext;
