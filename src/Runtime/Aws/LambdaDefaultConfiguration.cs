using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Aws;

/// <summary>The SDK's defaults for what a <see cref="LambdaInvokeConfig"/> leaves open: one set, whatever mode is asked for.</summary>
internal sealed class LambdaDefaultConfiguration : IDefaultConfigurationProvider
{
    private static readonly DefaultConfiguration s_standard = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
    };

    /// <inheritdoc/>
    public IDefaultConfiguration GetDefaultConfiguration(RegionEndpoint clientRegion, DefaultConfigurationMode? requestedConfigurationMode = null) =>
        s_standard;
}
