using System.Text.Json;
using System.Text.Json.Serialization;

namespace AsyncJobs.Benchmarks.Reports;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReportRequest))]
[JsonSerializable(typeof(Report))]
public sealed partial class ReportJson : JsonSerializerContext;
