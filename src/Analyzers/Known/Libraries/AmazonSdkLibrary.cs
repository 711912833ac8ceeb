using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>The AWS SDK, whose clients are made with the time of their calls.</summary>
internal sealed class AmazonSdkLibrary(Compilation compilation) : KnownLibrary
{
    private readonly KnownType _configuration = new(compilation, "Amazon.Runtime.ClientConfig");
    private readonly KnownType _configurationInterface = new(compilation, "Amazon.Runtime.IClientConfig");
    private readonly KnownType _client = new(compilation, "Amazon.Runtime.AmazonServiceClient");
    private readonly KnownType _service = new(compilation, "Amazon.Runtime.IAmazonService");

    public override bool IsReferenced => _configuration.Exists;

    public override bool IsCall(IMethodSymbol method) =>
        method.Name.EndsWith("Async", StringComparison.Ordinal)
            && (_client.IsBaseOf(method.ContainingType) || _service.IsImplementedBy(method.ContainingType))
        && IsIn(method.ContainingType, "Amazon");

    public override bool IsLimit(IPropertySymbol property, ITypeSymbol? receiver) =>
        property.Name is "Timeout" or "ReadWriteTimeout"
            && (_configuration.IsBaseOf(property.ContainingType) || _configurationInterface.Is(property.ContainingType));
}
