using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Flurl.Http.Configuration;

namespace Flurl
{
    public class Url
    {
        public Url(string baseUrl)
        {
        }

        public Url AppendPathSegment(object segment, bool fullyEncode = false) => this;

        public Url AppendPathSegments(params object[] segments) => this;

        public Url SetQueryParam(string name, object? value) => this;

        public static implicit operator Url(string url) => new(url);
    }

    public static class GeneratedExtensions
    {
        public static Url AppendPathSegment(this string url, object segment, bool fullyEncode = false) => new(url);

        public static Url AppendPathSegments(this string url, params object[] segments) => new(url);

        public static Url SetQueryParam(this string url, string name, object? value) => new(url);
    }
}

namespace Flurl.Http.Configuration
{
    public class FlurlHttpSettings
    {
        public TimeSpan? Timeout { get; set; }
        public string? HttpVersion { get; set; }
    }

    public interface IFlurlClientBuilder : ISettingsContainer
    {
        IFlurlClientBuilder ConfigureHttpClient(Action<HttpClient> configure);

        IFlurlClientBuilder AddMiddleware(Func<DelegatingHandler> create);

        IFlurlClient Build();
    }

    public interface IFlurlClientCache
    {
        IFlurlClientCache Add(string name, string? baseUrl = null, Action<IFlurlClientBuilder>? configure = null);

        IFlurlClient Get(string name);

        IFlurlClient GetOrAdd(string name, string? baseUrl = null, Action<IFlurlClientBuilder>? configure = null);

        IFlurlClientCache WithDefaults(Action<IFlurlClientBuilder> configure);
    }

    public class FlurlClientCache : IFlurlClientCache
    {
        public IFlurlClientCache Add(string name, string? baseUrl = null, Action<IFlurlClientBuilder>? configure = null) => this;

        public IFlurlClient Get(string name) => throw new NotSupportedException();

        public IFlurlClient GetOrAdd(string name, string? baseUrl = null, Action<IFlurlClientBuilder>? configure = null) => throw new NotSupportedException();

        public IFlurlClientCache WithDefaults(Action<IFlurlClientBuilder> configure) => this;
    }
}

namespace Flurl.Http
{
    public interface ISettingsContainer
    {
        FlurlHttpSettings Settings { get; }
    }

    public interface IFlurlResponse : IDisposable
    {
        int StatusCode { get; }

        Task<T> GetJsonAsync<T>();

        Task<string> GetStringAsync();
    }

    public interface IFlurlRequest : ISettingsContainer
    {
        HttpMethod Verb { get; set; }
        Url Url { get; set; }

        Task<IFlurlResponse> SendAsync(
            HttpMethod verb,
            HttpContent? content = null,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default);
    }

    public interface IFlurlClient : ISettingsContainer, IDisposable
    {
        HttpClient HttpClient { get; }
        string BaseUrl { get; set; }

        IFlurlRequest Request(params object[] urlSegments);
    }

    public class FlurlClient : IFlurlClient
    {
        public FlurlClient(string? baseUrl = null) => BaseUrl = baseUrl ?? "";

        public FlurlClient(HttpClient httpClient, string? baseUrl = null) => BaseUrl = baseUrl ?? "";

        public HttpClient HttpClient => throw new NotSupportedException();
        public string BaseUrl { get; set; }
        public FlurlHttpSettings Settings { get; } = new();

        public IFlurlRequest Request(params object[] urlSegments) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    public static class FlurlHttp
    {
        public static IFlurlClientCache Clients { get; } = new FlurlClientCache();

        public static IFlurlClientBuilder ConfigureClientForUrl(string url) => throw new NotSupportedException();
    }

    public static class SettingsExtensions
    {
        public static T WithSettings<T>(this T obj, Action<FlurlHttpSettings> action)
            where T : ISettingsContainer => obj;

        public static T WithTimeout<T>(this T obj, TimeSpan timespan)
            where T : ISettingsContainer => obj;

        public static T WithTimeout<T>(this T obj, int seconds)
            where T : ISettingsContainer => obj;
    }

    public static class GeneratedExtensions
    {
        public static IFlurlRequest WithHeader(this string url, string name, object? value) => throw new NotSupportedException();

        public static IFlurlRequest WithHeader(this Url url, string name, object? value) => throw new NotSupportedException();

        public static IFlurlRequest WithHeader(this IFlurlRequest request, string name, object? value) => request;

        public static IFlurlRequest WithTimeout(this string url, TimeSpan timespan) => throw new NotSupportedException();

        public static IFlurlRequest WithTimeout(this string url, int seconds) => throw new NotSupportedException();

        public static IFlurlRequest WithTimeout(this Url url, TimeSpan timespan) => throw new NotSupportedException();

        public static IFlurlRequest WithTimeout(this Url url, int seconds) => throw new NotSupportedException();

        public static IFlurlRequest WithSettings(this string url, Action<FlurlHttpSettings> action) => throw new NotSupportedException();

        public static IFlurlRequest WithSettings(this Url url, Action<FlurlHttpSettings> action) => throw new NotSupportedException();

        public static Task<IFlurlResponse> GetAsync(
            this IFlurlRequest request,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public static Task<IFlurlResponse> GetAsync(
            this Url url,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public static Task<IFlurlResponse> GetAsync(
            this string url,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public static Task<T> GetJsonAsync<T>(
            this IFlurlRequest request,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public static Task<T> GetJsonAsync<T>(
            this Url url,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public static Task<T> GetJsonAsync<T>(
            this string url,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public static Task<string> GetStringAsync(
            this IFlurlRequest request,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public static Task<string> GetStringAsync(
            this Url url,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public static Task<IFlurlResponse> PostJsonAsync(
            this IFlurlRequest request,
            object body,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public static Task<IFlurlResponse> PostJsonAsync(
            this Url url,
            object body,
            HttpCompletionOption completionOption = HttpCompletionOption.ResponseContentRead,
            CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    public static class ResponseExtensions
    {
        public static Task<T> ReceiveJson<T>(this Task<IFlurlResponse> response) => throw new NotSupportedException();

        public static Task<string> ReceiveString(this Task<IFlurlResponse> response) => throw new NotSupportedException();

        public static Task<Stream> ReceiveStream(this Task<IFlurlResponse> response) => throw new NotSupportedException();
    }
}
