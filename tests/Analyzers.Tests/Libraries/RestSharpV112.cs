using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace RestSharp
{
    public enum Method
    {
        Get,
        Post,
        Put,
        Delete,
    }

    public class RestRequest
    {
        public RestRequest(string? resource = null, Method method = Method.Get) => Resource = resource ?? "";

        public Method Method { get; set; }
        public string Resource { get; set; }
        public TimeSpan? Timeout { get; set; }
    }

    public class RestResponse
    {
        public string? Content { get; set; }
        public bool IsSuccessful => true;
        public HttpStatusCode StatusCode { get; set; }
    }

    public class RestResponse<T> : RestResponse
    {
        public T? Data { get; set; }
    }

    public class RestClientOptions
    {
        public RestClientOptions()
        {
        }

        public RestClientOptions(Uri baseUrl) => BaseUrl = baseUrl;

        public RestClientOptions(string baseUrl)
            : this(new Uri(baseUrl))
        {
        }

        public Uri? BaseUrl { get; set; }
        public TimeSpan? Timeout { get; set; }

        [Obsolete("Use Timeout instead.")]
        public int MaxTimeout { get; set; }

        public string? UserAgent { get; set; }
        public Func<HttpMessageHandler, HttpMessageHandler>? ConfigureMessageHandler { get; set; }
        public bool ThrowOnAnyError { get; set; }
    }

    public delegate void ConfigureRestClient(RestClientOptions options);

    public interface IRestClient : IDisposable
    {
        Task<RestResponse> ExecuteAsync(RestRequest request, CancellationToken cancellationToken = default);
    }

    public class RestClient : IRestClient
    {
        public RestClient(RestClientOptions options)
        {
        }

        public RestClient(ConfigureRestClient? configureRestClient = null)
        {
        }

        public RestClient(Uri baseUrl, ConfigureRestClient? configureRestClient = null)
        {
        }

        public RestClient(string baseUrl, ConfigureRestClient? configureRestClient = null)
        {
        }

        public RestClient(HttpClient httpClient, bool disposeHttpClient = false, ConfigureRestClient? configureRestClient = null)
        {
        }

        public Task<RestResponse> ExecuteAsync(RestRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    public static class RestRequestExtensions
    {
        public static RestRequest AddJsonBody<T>(this RestRequest request, T obj)
            where T : class => request;

        public static RestRequest AddHeader(this RestRequest request, string name, string value) => request;
    }

    public static class RestClientExtensions
    {
        public static Task<RestResponse<T>> ExecuteAsync<T>(this IRestClient client, RestRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public static Task<T?> GetAsync<T>(this IRestClient client, RestRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public static Task<RestResponse> GetAsync(this IRestClient client, RestRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public static Task<T?> PostAsync<T>(this IRestClient client, RestRequest request, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
