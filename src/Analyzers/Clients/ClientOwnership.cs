using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Tells whose a client is: one that is shared, one that is kept, or one with connections of its own.</summary>
internal static class ClientOwnership
{
    /// <summary>Whether a client is there for more than the code that refers to it.</summary>
    public static bool IsShared(CodeIndex code, IOperation client, CancellationToken cancellationToken)
    {
        switch (client)
        {
            case IConversionOperation conversion:
                return IsShared(code, conversion.Operand, cancellationToken);
            case IFieldReferenceOperation:
                return true;
            case IPropertyReferenceOperation property:
                return code.Known.Http.IsClient(property.Type);
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
                when method.MethodKind != MethodKind.AnonymousFunction:
                // A client that is passed in was made elsewhere; a caller that makes one for the call is seen. A registration is given a new one.
                return method.MethodKind == MethodKind.Constructor
                    || (!code.Callers.IsHandedOver(method, cancellationToken)
                        && code.Callers.PassedFor(parameter, cancellationToken).All(passed => passed is null
                            || IsShared(code, passed, cancellationToken)));
            case ILocalReferenceOperation local:
                return OperationTree.InitialOf(local) is (
                    IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation) and { } value
                    && IsShared(code, value, cancellationToken);
            default:
                return false;
        }
    }

    /// <summary>Whether a client that is made in a member outlives it.</summary>
    public static bool IsKept(IOperation creation, ISymbol member)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor })
            return false;

        IOperation? parent = creation.Parent;
        while (parent is IConversionOperation or ICoalesceOperation)
            parent = parent.Parent;
        return parent is IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation };
    }

    /// <summary>Whether a client is made with connections that nobody else has.</summary>
    public static bool HasOwnHandler(CodeIndex code, IObjectCreationOperation creation, CancellationToken cancellationToken) =>
        creation.Arguments.IsEmpty
            ? code.Known.Http.Client.Is(creation.Type)
            : new OwnHandler(code, cancellationToken).Of(creation.Arguments[0].Value);
}
