using Amazon.Runtime;

namespace AsyncJobs.Direct.Tests;

/// <summary>Has a client of the SDK send through a handler of the test's.</summary>
internal sealed class SdkHttp(HttpMessageHandler handler) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
}
