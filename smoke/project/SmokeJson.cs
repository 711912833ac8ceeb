using System.Text.Json;
using System.Text.Json.Serialization;

namespace Smoke;

/// <summary>How requests, results and states are read and written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Text))]
[JsonSerializable(typeof(Steps))]
[JsonSerializable(typeof(int))]
internal sealed partial class SmokeJson : JsonSerializerContext;
