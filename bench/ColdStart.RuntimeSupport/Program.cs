// The start of a job on Amazon.Lambda.RuntimeSupport alone: what is by hand here, Annotations generates.
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using AsyncJobs.ColdStart.Annotations.Jobs;
using AsyncJobs.ColdStart.RuntimeSupport;

LinkCheckHandler handler = new();
await LambdaBootstrapBuilder
    .Create<APIGatewayHttpApiV2ProxyRequest, APIGatewayHttpApiV2ProxyResponse>(
        handler.StartAsync,
        new SourceGeneratorLambdaJsonSerializer<LinkCheckJson>())
    .Build()
    .RunAsync();
