using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>The properties and arguments by which libraries are told how long an outgoing call may take.</summary>
internal static class Limit
{
    /// <summary>What a property, when assigned, limits.</summary>
    public static Destinations OfProperty(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        if (!IsTimeoutName(property.Name))
            return Destinations.None;

        INamedTypeSymbol type = property.ContainingType;
        while (property.OverriddenProperty is { } overridden)
        {
            property = overridden;
            type = property.ContainingType;
        }

        if (type.Is(Library.Http, "HttpClient"))
            return property.Name == "Timeout" ? Destinations.ClientTimeout : Destinations.None;
        if (type.Is("Polly.Timeout", "TimeoutStrategyOptions"))
            return property.Name == "Timeout" ? Destinations.Pipeline : Destinations.None;

        return IsOther(property.Name, type, reference.Instance?.Type) ? Destinations.OtherClient : Destinations.None;
    }

    /// <summary>What an argument limits.</summary>
    public static Destinations OfArgument(IArgumentOperation argument)
    {
        if (argument.Parameter is not { } parameter)
            return Destinations.None;

        switch (argument.Parent)
        {
            case IInvocationOperation { TargetMethod: { } method }:
                if (IsPipeline(method) && IsPipelineTime(parameter))
                    return Destinations.Pipeline;
                return IsOther(method, parameter) ? Destinations.OtherClient : Destinations.None;
            case IObjectCreationOperation { Constructor: { } constructor }:
                return parameter.Name == "deadline" && constructor.ContainingType.Is("Grpc.Core", "CallOptions") ? Destinations.OtherClient : Destinations.None;
            default:
                return Destinations.None;
        }
    }

    /// <summary>Whether a method makes the timeout of a resilience pipeline.</summary>
    public static bool IsPipeline(IMethodSymbol method) => method.Name switch
    {
        "Timeout" or "TimeoutAsync" => method.ContainingType.Is("Polly", "Policy"),
        "AddTimeout" => method.ContainingType.Is("Polly", "TimeoutResiliencePipelineBuilderExtensions"),
        _ => false,
    };

    private static bool IsPipelineTime(IParameterSymbol parameter) =>
        Library.IsTimeSpan(parameter.Type) || Library.IsNumber(parameter.Type) || parameter.Name == "timeoutProvider";

    private static bool IsTimeoutName(string name) => name
        is "Timeout" or "MaxTimeout" or "ReadWriteTimeout" or "SendTimeout" or "ReceiveTimeout" or "OperationTimeout" or "Deadline" or "TimeoutInMilliseconds";

    private static bool IsOther(string name, INamedTypeSymbol type, ITypeSymbol? receiver)
    {
        switch (name)
        {
            case "Timeout" or "ReadWriteTimeout" when type.Is("System.Net", "WebRequest") || type.Is("System.Net", "HttpWebRequest"):
                return receiver is null || !receiver.DerivesFrom("System.Net", "FtpWebRequest");
            case "Timeout" or "MaxTimeout" or "ReadWriteTimeout" when IsOf(type, "RestSharp"):
                return true;
            case "Timeout" when IsOf(type, "Flurl"):
                return true;
            case "Timeout" or "ReadWriteTimeout" when type.DerivesFrom("Amazon.Runtime", "ClientConfig") || type.Name is "IClientConfig" && IsOf(type, "Amazon"):
                return true;
            case "SendTimeout" or "ReceiveTimeout":
                return type.DerivesFrom("System.ServiceModel.Channels", "Binding") || IsOf(type, "System.ServiceModel");
            case "OperationTimeout":
                return IsOf(type, "System.ServiceModel") || type.Implements("System.ServiceModel", "IContextChannel");
            default:
                return false;
        }
    }

    private static bool IsOther(IMethodSymbol method, IParameterSymbol parameter)
    {
        INamedTypeSymbol type = method.ContainingType;
        return method.Name switch
        {
            "WithTimeout" => IsOf(type, "Flurl") && (Library.IsTimeSpan(parameter.Type) || Library.IsNumber(parameter.Type)),
            "WithDeadline" => type.Is("Grpc.Core", "CallOptions") && Library.IsPointInTime(parameter.Type),
            "SetTimeout" => IsOf(type, "RestSharp"),
            _ => parameter.Name == "deadline" && Library.IsPointInTime(parameter.Type) && type.DerivesFrom("Grpc.Core", "ClientBase"),
        };
    }

    /// <summary>Whether a type is of a library, which is named by the root or a part of its namespace.</summary>
    public static bool IsOf(INamedTypeSymbol type, string root)
    {
        for (INamespaceSymbol? current = type.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (TypeMatch.IsNamed(current, root))
                return true;
        }

        return false;
    }
}
