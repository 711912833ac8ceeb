// libraries: Grpc, MicrosoftExtensionsHttp
using System;
using Grpc.Core.Interceptors;

namespace Grpc.Net.ClientFactory
{
    public class GrpcClientFactoryOptions
    {
        public Uri? Address { get; set; }
    }
}

namespace Microsoft.Extensions.DependencyInjection
{
    public static class GrpcClientServiceExtensions
    {
        public static IHttpClientBuilder AddGrpcClient<TClient>(this IServiceCollection services)
            where TClient : class => throw new NotSupportedException();

        public static IHttpClientBuilder AddGrpcClient<TClient>(
            this IServiceCollection services, Action<Grpc.Net.ClientFactory.GrpcClientFactoryOptions> configureClient)
            where TClient : class => throw new NotSupportedException();
    }

    public static class GrpcHttpClientBuilderExtensions
    {
        public static IHttpClientBuilder AddInterceptor<TInterceptor>(this IHttpClientBuilder builder)
            where TInterceptor : Interceptor => builder;
    }
}
