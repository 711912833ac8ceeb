using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.Hosting;

/// <summary>How <see cref="PracticeBody"/> is read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PracticeBody))]
internal sealed partial class PracticeJson : JsonSerializerContext;
