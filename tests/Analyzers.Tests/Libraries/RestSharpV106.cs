// Imitates RestSharp 106, which is not served by every registry.
using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace RestSharp
{
    public enum Method
    {
        GET,
        POST,
        PUT,
        DELETE,
    }

    public interface IRestRequest
    {
        int Timeout { get; set; }
        int ReadWriteTimeout { get; set; }

        IRestRequest AddHeader(string name, string value);

        IRestRequest AddJsonBody(object obj);
    }

    public class RestRequest : IRestRequest
    {
        public RestRequest()
        {
        }

        public RestRequest(Method method)
        {
        }

        public RestRequest(string resource)
        {
        }

        public RestRequest(string resource, Method method)
        {
        }

        public int Timeout { get; set; }
        public int ReadWriteTimeout { get; set; }

        public IRestRequest AddHeader(string name, string value) => this;

        public IRestRequest AddJsonBody(object obj) => this;
    }

    public interface IRestResponse
    {
        string Content { get; set; }
        bool IsSuccessful { get; }
        HttpStatusCode StatusCode { get; set; }
    }

    public interface IRestResponse<T> : IRestResponse
    {
        T Data { get; set; }
    }

    public interface IRestClient
    {
        Uri BaseUrl { get; set; }
        int Timeout { get; set; }
        int ReadWriteTimeout { get; set; }

        IRestResponse Execute(IRestRequest request);

        IRestResponse<T> Execute<T>(IRestRequest request);

        Task<IRestResponse> ExecuteAsync(IRestRequest request, CancellationToken cancellationToken = default);

        Task<IRestResponse<T>> ExecuteAsync<T>(IRestRequest request, CancellationToken cancellationToken = default);
    }

    public class RestClient : IRestClient
    {
        public RestClient()
        {
        }

        public RestClient(Uri baseUrl)
        {
        }

        public RestClient(string baseUrl)
        {
        }

        public Uri BaseUrl { get; set; }
        public int Timeout { get; set; }
        public int ReadWriteTimeout { get; set; }

        public IRestResponse Execute(IRestRequest request) => throw new NotSupportedException();

        public IRestResponse<T> Execute<T>(IRestRequest request) => throw new NotSupportedException();

        public Task<IRestResponse> ExecuteAsync(IRestRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<IRestResponse<T>> ExecuteAsync<T>(IRestRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
