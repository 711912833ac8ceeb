using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads the method marked [JobServices].</summary>
internal static class ServicesParser
{
    public const string AttributeNamespace = "AsyncJobs";
    public const string AttributeType = "JobServicesAttribute";
    public const string AttributeName = AttributeNamespace + "." + AttributeType;

    public static ServicesModel? Parse(IMethodSymbol method, Faults faults)
    {
        method = method.PartialDefinitionPart ?? method;
        if (FaultOf(method) is { } fault)
        {
            faults.Add(Rules.BadServicesMethod, FaultSite.Name(method), method.Name, fault);
            return null;
        }

        return new ServicesModel(TypeNames.Key(method.ContainingType, ExternAliases.Of(method)) + "." + Identifier.Escape(method.Name))
        {
            UseDiagnostics = new UseDiagnostics(method.ContainingAssembly).AddMethod(method).Ids,
            AtStart = IsAtStart(method),
        };
    }

    // The attribute may stand on either part of a partial method.
    private static bool IsAtStart(IMethodSymbol method)
    {
        AttributeData? attribute = method.FindAttribute(AttributeNamespace, AttributeType)
            ?? method.PartialImplementationPart?.FindAttribute(AttributeNamespace, AttributeType);
        if (attribute is null)
            return false;

        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument is { Key: "AtStart", Value.Value: true })
                return true;
        }

        return false;
    }

    private static string? FaultOf(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary)
            return "is not an ordinary method";

        if (!method.IsStatic || method.IsAbstract)
            return "is not static";

        if (method.IsGenericMethod || IsInGeneric(method.ContainingType))
            return "is generic";

        if (!method.ReturnsVoid || method.IsAsync)
            return "does not return void";

        if (method.Parameters.Length != 1
            || method.Parameters[0].RefKind != RefKind.None
            || !method.Parameters[0].Type.Is("Microsoft.Extensions.DependencyInjection", "IServiceCollection"))
        {
            return "does not take an IServiceCollection and nothing else";
        }

        if (TypeAccess.OfMember(method) == Accessibility.Private || !TypeAccess.IsReachable(method.ContainingType))
            return "cannot be called from generated code, since it or its class is private, protected or local to its file";

        return null;
    }

    private static bool IsInGeneric(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0)
                return true;
        }

        return false;
    }
}
