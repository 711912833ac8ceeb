using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AsyncJobs.Aws;

/// <summary>The SDK's defaults for what a configuration leaves open: one set, whatever mode is asked for.</summary>
internal sealed class StandardConfiguration : IDefaultConfigurationProvider
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
