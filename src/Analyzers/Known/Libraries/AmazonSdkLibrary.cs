using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>The AWS SDK, whose clients are made with the time of their calls.</summary>
internal sealed class AmazonSdkLibrary(Compilation compilation) : KnownLibrary
{
    // What the SDK puts around its clients.
    private static readonly string[] s_helpers = ["Amazon.S3.Transfer", "Amazon.DynamoDBv2.DataModel", "Amazon.DynamoDBv2.DocumentModel"];

    private readonly KnownType _configuration = new(compilation, "Amazon.Runtime.ClientConfig");
    private readonly KnownType _configurationInterface = new(compilation, "Amazon.Runtime.IClientConfig");
    private readonly KnownType _client = new(compilation, "Amazon.Runtime.AmazonServiceClient");
    private readonly KnownType _service = new(compilation, "Amazon.Runtime.IAmazonService");

    public override bool IsReferenced => _configuration.Exists;

    public override bool IsCall(IMethodSymbol method) =>
        method.Name.EndsWith("Async", StringComparison.Ordinal)
        && (IsClient(method.ContainingType) || Array.Exists(s_helpers, helpers => IsIn(method.ContainingType, helpers)));

    public override bool IsLimit(IPropertySymbol property, ITypeSymbol? receiver) =>
        property.Name is "Timeout" or "ReadWriteTimeout"
            && (_configuration.IsBaseOf(property.ContainingType) || _configurationInterface.Is(property.ContainingType));

    public override bool MayBeToldTime(Func<string, bool> isMentioned) =>
        IsReferenced && (isMentioned("Timeout") || isMentioned("ReadWriteTimeout"));

    private bool IsClient(ITypeSymbol type) => IsIn(type, "Amazon") && (_client.IsBaseOf(type) || _service.IsImplementedBy(type));
}
