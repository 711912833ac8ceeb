using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace AsyncJobs.ColdStart.Annotations.Jobs;

[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
[JsonSerializable(typeof(LinkCheckRequest))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(WorkItem))]
public sealed partial class LinkCheckJson : JsonSerializerContext;
