using System;
using System.Collections.Generic;
using System.Net.Http;
using Microsoft.Extensions.Http;

namespace System.Net.Http
{
    public interface IHttpClientFactory
    {
        HttpClient CreateClient(string name);
    }

    public interface IHttpMessageHandlerFactory
    {
        HttpMessageHandler CreateHandler(string name);
    }

    public static class HttpClientFactoryExtensions
    {
        public static HttpClient CreateClient(this IHttpClientFactory factory) => factory.CreateClient("");
    }
}

namespace Microsoft.Extensions.Http
{
    public abstract class HttpMessageHandlerBuilder
    {
        public abstract IList<DelegatingHandler> AdditionalHandlers { get; }
        public abstract string? Name { get; set; }
        public abstract HttpMessageHandler PrimaryHandler { get; set; }

        public abstract HttpMessageHandler Build();
    }

    public class HttpClientFactoryOptions
    {
        public IList<Action<HttpMessageHandlerBuilder>> HttpMessageHandlerBuilderActions { get; } = new List<Action<HttpMessageHandlerBuilder>>();
        public IList<Action<HttpClient>> HttpClientActions { get; } = new List<Action<HttpClient>>();
        public TimeSpan HandlerLifetime { get; set; }
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public interface IHttpClientBuilder
    {
        string Name { get; }
        IServiceCollection Services { get; }
    }

    public static class HttpClientBuilderExtensions
    {
        public static IHttpClientBuilder ConfigureHttpClient(this IHttpClientBuilder builder, Action<HttpClient> configureClient) => builder;

        public static IHttpClientBuilder ConfigureHttpClient(this IHttpClientBuilder builder, Action<IServiceProvider, HttpClient> configureClient) => builder;

        public static IHttpClientBuilder AddHttpMessageHandler(this IHttpClientBuilder builder, Func<DelegatingHandler> configureHandler) => builder;

        public static IHttpClientBuilder AddHttpMessageHandler(this IHttpClientBuilder builder, Func<IServiceProvider, DelegatingHandler> configureHandler) => builder;

        public static IHttpClientBuilder AddHttpMessageHandler<THandler>(this IHttpClientBuilder builder)
            where THandler : DelegatingHandler => builder;

        public static IHttpClientBuilder ConfigurePrimaryHttpMessageHandler(this IHttpClientBuilder builder, Func<HttpMessageHandler> configureHandler) => builder;

        public static IHttpClientBuilder ConfigurePrimaryHttpMessageHandler(
            this IHttpClientBuilder builder, Func<IServiceProvider, HttpMessageHandler> configureHandler) => builder;

        public static IHttpClientBuilder ConfigurePrimaryHttpMessageHandler<THandler>(this IHttpClientBuilder builder)
            where THandler : HttpMessageHandler => builder;

        public static IHttpClientBuilder ConfigureHttpMessageHandlerBuilder(
            this IHttpClientBuilder builder, Action<HttpMessageHandlerBuilder> configureBuilder) => builder;

        public static IHttpClientBuilder UseSocketsHttpHandler(
            this IHttpClientBuilder builder, Action<SocketsHttpHandler, IServiceProvider>? configureHandler = null) => builder;

        public static IHttpClientBuilder AddTypedClient<TClient>(this IHttpClientBuilder builder)
            where TClient : class => builder;

        public static IHttpClientBuilder AddTypedClient<TClient, TImplementation>(this IHttpClientBuilder builder)
            where TClient : class
            where TImplementation : class, TClient => builder;

        public static IHttpClientBuilder AddTypedClient<TClient>(this IHttpClientBuilder builder, Func<HttpClient, TClient> factory)
            where TClient : class => builder;

        public static IHttpClientBuilder AddTypedClient<TClient>(this IHttpClientBuilder builder, Func<HttpClient, IServiceProvider, TClient> factory)
            where TClient : class => builder;

        public static IHttpClientBuilder SetHandlerLifetime(this IHttpClientBuilder builder, TimeSpan handlerLifetime) => builder;

        public static IHttpClientBuilder RemoveAllLoggers(this IHttpClientBuilder builder) => builder;
    }

    public static class HttpClientFactoryServiceCollectionExtensions
    {
        public static IServiceCollection AddHttpClient(this IServiceCollection services) => services;

        public static IServiceCollection ConfigureHttpClientDefaults(this IServiceCollection services, Action<IHttpClientBuilder> configure) => services;

        public static IHttpClientBuilder AddHttpClient(this IServiceCollection services, string name) => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient(this IServiceCollection services, string name, Action<HttpClient> configureClient) =>
            throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient(this IServiceCollection services, string name, Action<IServiceProvider, HttpClient> configureClient) =>
            throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient>(this IServiceCollection services)
            where TClient : class => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient, TImplementation>(this IServiceCollection services)
            where TClient : class
            where TImplementation : class, TClient => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient>(this IServiceCollection services, string name)
            where TClient : class => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient, TImplementation>(this IServiceCollection services, string name)
            where TClient : class
            where TImplementation : class, TClient => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient>(this IServiceCollection services, Action<HttpClient> configureClient)
            where TClient : class => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient>(this IServiceCollection services, Action<IServiceProvider, HttpClient> configureClient)
            where TClient : class => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient, TImplementation>(this IServiceCollection services, Action<HttpClient> configureClient)
            where TClient : class
            where TImplementation : class, TClient => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient, TImplementation>(
            this IServiceCollection services, Action<IServiceProvider, HttpClient> configureClient)
            where TClient : class
            where TImplementation : class, TClient => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient>(this IServiceCollection services, string name, Action<HttpClient> configureClient)
            where TClient : class => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient>(
            this IServiceCollection services, string name, Action<IServiceProvider, HttpClient> configureClient)
            where TClient : class => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient, TImplementation>(
            this IServiceCollection services, string name, Action<HttpClient> configureClient)
            where TClient : class
            where TImplementation : class, TClient => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient, TImplementation>(
            this IServiceCollection services, string name, Action<IServiceProvider, HttpClient> configureClient)
            where TClient : class
            where TImplementation : class, TClient => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient, TImplementation>(
            this IServiceCollection services, Func<HttpClient, TImplementation> factory)
            where TClient : class
            where TImplementation : class, TClient => throw new NotSupportedException();

        public static IHttpClientBuilder AddHttpClient<TClient, TImplementation>(
            this IServiceCollection services, Func<HttpClient, IServiceProvider, TImplementation> factory)
            where TClient : class
            where TImplementation : class, TClient => throw new NotSupportedException();
    }
}
