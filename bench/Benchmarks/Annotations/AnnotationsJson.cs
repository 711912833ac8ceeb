using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using AsyncJobs.Benchmarks.HandWritten;
using AsyncJobs.Benchmarks.Reports;

namespace AsyncJobs.Benchmarks.Annotations;

[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
[JsonSerializable(typeof(ReportRequest))]
[JsonSerializable(typeof(StatusView))]
internal sealed partial class AnnotationsJson : JsonSerializerContext;
