// libraries: MicrosoftExtensionsHttp
using System;
using System.Net;
using System.Net.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Refit
{
    public abstract class HttpMethodAttribute : Attribute
    {
        protected HttpMethodAttribute(string path) => Path = path;

        public abstract HttpMethod Method { get; }
        public virtual string Path { get; protected set; }
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class GetAttribute : HttpMethodAttribute
    {
        public GetAttribute(string path)
            : base(path)
        {
        }

        public override HttpMethod Method => HttpMethod.Get;
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class PostAttribute : HttpMethodAttribute
    {
        public PostAttribute(string path)
            : base(path)
        {
        }

        public override HttpMethod Method => HttpMethod.Post;
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class PutAttribute : HttpMethodAttribute
    {
        public PutAttribute(string path)
            : base(path)
        {
        }

        public override HttpMethod Method => HttpMethod.Put;
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class DeleteAttribute : HttpMethodAttribute
    {
        public DeleteAttribute(string path)
            : base(path)
        {
        }

        public override HttpMethod Method => HttpMethod.Delete;
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public class BodyAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
    public class AliasAsAttribute : Attribute
    {
        public AliasAsAttribute(string name)
        {
        }
    }

    [AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method)]
    public class HeadersAttribute : Attribute
    {
        public HeadersAttribute(params string[] headers)
        {
        }
    }

    public interface IApiResponse<out T> : IDisposable
    {
        T? Content { get; }
        bool IsSuccessStatusCode { get; }
        HttpStatusCode StatusCode { get; }
    }

    public class RefitSettings
    {
    }

    public static class RestService
    {
        public static T For<T>(HttpClient client) => throw new NotSupportedException();

        public static T For<T>(HttpClient client, RefitSettings? settings) => throw new NotSupportedException();

        public static T For<T>(string hostUrl) => throw new NotSupportedException();

        public static T For<T>(string hostUrl, RefitSettings? settings) => throw new NotSupportedException();
    }

    public static class HttpClientFactoryExtensions
    {
        public static IHttpClientBuilder AddRefitClient<T>(this IServiceCollection services, RefitSettings? settings = null)
            where T : class => throw new NotSupportedException();

        public static IHttpClientBuilder AddRefitClient<T>(
            this IServiceCollection services, Func<IServiceProvider, RefitSettings?>? settingsAction, string? httpClientName = null)
            where T : class => throw new NotSupportedException();
    }
}
