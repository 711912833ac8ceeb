using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.Client;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AsyncJobFile))]
internal sealed partial class AsyncJobFileJson : JsonSerializerContext;
