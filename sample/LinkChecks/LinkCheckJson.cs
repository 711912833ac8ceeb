using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sample.LinkChecks;

/// <summary>How the types of the job are read and written, worked out at build time: Native AOT has no reflection for it.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LinkCheckRequest))]
[JsonSerializable(typeof(LinkReport))]
public sealed partial class LinkCheckJson : JsonSerializerContext;
