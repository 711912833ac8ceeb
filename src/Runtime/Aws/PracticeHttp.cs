using Amazon.Runtime;

namespace AsyncJobs.Aws;

/// <summary>Answers the requests of a client of the SDK that only practices. Nothing leaves the process.</summary>
internal sealed class PracticeHttp : HttpClientFactory
{
    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new PracticeHandler());

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
}
