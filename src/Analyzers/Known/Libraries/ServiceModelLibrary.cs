using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>WCF, whose bindings and channels have the time of their calls.</summary>
internal sealed class ServiceModelLibrary(Compilation compilation) : KnownLibrary
{
    private const string Root = "System.ServiceModel";

    private readonly KnownType _binding = new(compilation, "System.ServiceModel.Channels.Binding");
    private readonly KnownType _channel = new(compilation, "System.ServiceModel.IContextChannel");

    public override bool IsReferenced => _binding.Exists;

    public override bool IsLimit(IPropertySymbol property, ITypeSymbol? receiver) => property.Name switch
    {
        "SendTimeout" or "ReceiveTimeout" => _binding.IsBaseOf(property.ContainingType) || IsIn(property.ContainingType, Root),
        "OperationTimeout" => _channel.IsImplementedBy(property.ContainingType) || IsIn(property.ContainingType, Root),
        _ => false,
    };

    public override bool MayBeToldTime(Func<string, bool> isMentioned) =>
        IsReferenced && (isMentioned("SendTimeout") || isMentioned("ReceiveTimeout") || isMentioned("OperationTimeout"));
}
