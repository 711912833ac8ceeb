using Xunit;

namespace AsyncJobs.Sam.Tests.Builds;

/// <summary>A project that is restored, for builds that only differ in their settings.</summary>
public sealed class RestoredShop : IAsyncLifetime
{
    internal ShopProject Shop { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Shop.Write("<TargetFramework>net10.0</TargetFramework>");
        (int code, string output) = await Shop.RunAsync("restore");
        Assert.True(code == 0, output);
    }

    public ValueTask DisposeAsync()
    {
        Shop.Dispose();
        return default;
    }
}
