using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.Client.Tests;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CheckRequest))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CheckJson : JsonSerializerContext;
