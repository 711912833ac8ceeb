// libraries: MicrosoftExtensionsHttp, MicrosoftExtensionsConfiguration, PollyV8
using System;
using System.Net.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace Microsoft.Extensions.Http.Resilience
{
    public class HttpTimeoutStrategyOptions : TimeoutStrategyOptions
    {
    }

    public class HttpRetryStrategyOptions : RetryStrategyOptions<HttpResponseMessage>
    {
        public bool ShouldRetryAfterHeader { get; set; }
    }

    public class HttpCircuitBreakerStrategyOptions : CircuitBreakerStrategyOptions<HttpResponseMessage>
    {
    }

    public class HttpHedgingStrategyOptions : HedgingStrategyOptions<HttpResponseMessage>
    {
    }

    public class HttpStandardResilienceOptions
    {
        public HttpTimeoutStrategyOptions TotalRequestTimeout { get; set; } = new();
        public HttpRetryStrategyOptions Retry { get; set; } = new();
        public HttpCircuitBreakerStrategyOptions CircuitBreaker { get; set; } = new();
        public HttpTimeoutStrategyOptions AttemptTimeout { get; set; } = new();
    }

    public class HedgingEndpointOptions
    {
        public HttpCircuitBreakerStrategyOptions CircuitBreaker { get; set; } = new();
        public HttpTimeoutStrategyOptions Timeout { get; set; } = new();
    }

    public class HttpStandardHedgingResilienceOptions
    {
        public HttpTimeoutStrategyOptions TotalRequestTimeout { get; set; } = new();
        public HttpHedgingStrategyOptions Hedging { get; set; } = new();
        public HedgingEndpointOptions Endpoint { get; set; } = new();
    }

    public interface IHttpStandardResiliencePipelineBuilder
    {
        string PipelineName { get; }
        Microsoft.Extensions.DependencyInjection.IServiceCollection Services { get; }
    }

    public interface IHttpResiliencePipelineBuilder
    {
        string PipelineName { get; }
        Microsoft.Extensions.DependencyInjection.IServiceCollection Services { get; }
    }

    public interface IStandardHedgingHandlerBuilder
    {
        string Name { get; }
        Microsoft.Extensions.DependencyInjection.IServiceCollection Services { get; }
    }

    public sealed class ResilienceHandlerContext
    {
        public string BuilderName => "";
        public IServiceProvider ServiceProvider => throw new NotSupportedException();

        public TOptions GetOptions<TOptions>(string? name = null) => throw new NotSupportedException();
    }

    public static class HttpStandardResiliencePipelineBuilderExtensions
    {
        public static IHttpStandardResiliencePipelineBuilder Configure(
            this IHttpStandardResiliencePipelineBuilder builder, IConfigurationSection section) => builder;

        public static IHttpStandardResiliencePipelineBuilder Configure(
            this IHttpStandardResiliencePipelineBuilder builder, Action<HttpStandardResilienceOptions> configure) => builder;
    }

    public static class StandardHedgingHandlerBuilderExtensions
    {
        public static IStandardHedgingHandlerBuilder Configure(
            this IStandardHedgingHandlerBuilder builder, Action<HttpStandardHedgingResilienceOptions> configure) => builder;
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public static class ResilienceHttpClientBuilderExtensions
    {
        public static IStandardHedgingHandlerBuilder AddStandardHedgingHandler(this IHttpClientBuilder builder) => throw new NotSupportedException();

        public static IHttpResiliencePipelineBuilder AddResilienceHandler(
            this IHttpClientBuilder builder, string pipelineName, Action<ResiliencePipelineBuilder<HttpResponseMessage>> configure) =>
            throw new NotSupportedException();

        public static IHttpResiliencePipelineBuilder AddResilienceHandler(
            this IHttpClientBuilder builder,
            string pipelineName,
            Action<ResiliencePipelineBuilder<HttpResponseMessage>, ResilienceHandlerContext> configure) => throw new NotSupportedException();

        public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder, IConfigurationSection section) =>
            throw new NotSupportedException();

        public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(
            this IHttpClientBuilder builder, Action<HttpStandardResilienceOptions> configure) => throw new NotSupportedException();

        public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder) => throw new NotSupportedException();
    }
}
