using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.Client;

/// <summary>Reads a result as it is.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class AnyResultJson : JsonSerializerContext;
