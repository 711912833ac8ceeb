using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.Benchmarks.HandWritten;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HttpApiRequest))]
[JsonSerializable(typeof(HttpApiResponse))]
[JsonSerializable(typeof(WorkItem))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(ErrorView))]
internal sealed partial class HandWrittenJson : JsonSerializerContext;
