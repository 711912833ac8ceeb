using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells which objects are made for one invocation and gone with it: from where one is made, it goes to what has the object, and to what has that.
/// </summary>
internal sealed class ObjectsPerInvocation(CodeIndex code, CancellationToken cancellationToken)
{
    /// <summary>Whether an object is one.</summary>
    /// <param name="made">What makes it.</param>
    /// <param name="member">The member that does.</param>
    public bool IsOne(IOperation made, ISymbol? member) => IsOne(made, member, SearchLimits.DeepestCaller);

    private bool IsOne(IOperation made, ISymbol? member, int depth) => OperationTree.TakerOf(made) switch
    {
        IInvocationOperation or IPropertyReferenceOperation => Runs(member),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => IsLocalOne(declarator.Symbol, made, member, depth),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => IsLocalOne(local.Local, made, member, depth),
        IConditionalOperation choice when choice.Condition != made => IsOne(choice, member, depth),
        ICoalesceOperation or IAwaitOperation => IsOne(OperationTree.TakerOf(made)!, member, depth),
        { } taker => IsTakenByOne(made, taker, member, depth),
        null => false,
    };

    // A local is gone at the end of the method, unless something that lives longer takes it.
    private bool IsLocalOne(ILocalSymbol local, IOperation made, ISymbol? member, int depth)
    {
        bool isTaken = false;
        foreach (IOperation reference in code.References.To(local, made, cancellationToken))
        {
            if (reference is IVariableDeclaratorOperation || OperationTree.TakerOf(reference) is not { } taker || IsOnlyUsed(reference, taker))
                continue;
            if (!IsTakenByOne(reference, taker, member, depth))
                return false;
            isTaken = true;
        }

        return isTaken || Runs(member);
    }

    private static bool IsOnlyUsed(IOperation reference, IOperation taker) => taker switch
    {
        IInvocationOperation or IMemberReferenceOperation or IConditionalAccessOperation or IUsingOperation => true,
        IArgumentOperation { Parent: IInvocationOperation } => true,
        IBinaryOperation or IIsPatternOperation or IIsTypeOperation => true,
        IAssignmentOperation { Target: ILocalReferenceOperation or IDiscardOperation } => true,

        // A call that does not bind, as while somebody is typing.
        { Kind: OperationKind.Invalid } => reference.Syntax.Parent is MemberAccessExpressionSyntax,
        _ => false,
    };

    private bool IsTakenByOne(IOperation made, IOperation taker, ISymbol? member, int depth) => taker switch
    {
        _ when depth == 0 => false,
        IReturnOperation returned when OperationTree.MethodAround(returned) is { } helper => IsOneForCallers(helper, depth),
        IArgumentOperation { Parent: IObjectCreationOperation owner } => IsOne(owner, member, depth - 1),
        ISimpleAssignmentOperation assignment when assignment.Value == made || OperationTree.Unwrapped(assignment.Value) == made =>
            member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && IsOwn(assignment.Target)
                && IsMadeForOne(constructor.ContainingType, depth),
        IFieldInitializerOperation initializer => IsMadeForOne(initializer.InitializedFields[0], depth),
        IPropertyInitializerOperation initializer => IsMadeForOne(initializer.InitializedProperties[0], depth),
        _ => false,
    };

    private static bool IsOwn(IOperation target) =>
        target is IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol };

    // A helper that makes it for whoever calls.
    private bool IsOneForCallers(IMethodSymbol helper, int depth) =>
        code.Callers.Of(helper, cancellationToken).Any(call => IsOne(call, OperationTree.MethodOf(call), depth - 1));

    private bool IsMadeForOne(ISymbol member, int depth) => !member.IsStatic && IsMadeForOne(member.ContainingType, depth);

    private bool IsMadeForOne(INamedTypeSymbol type, int depth) =>
        code.Known.Hosting.IsController(type)
        || IsScoped(type)
        || type.InstanceConstructors.Any(constructor => code.Callers.Of(constructor, cancellationToken)
            .Any(creation => IsOne(creation, OperationTree.MethodOf(creation), depth - 1)));

    // services.AddScoped<IPrices, Prices>(): one for each request.
    private bool IsScoped(INamedTypeSymbol type) =>
        code.Mentions.Of(ClientFactoryLibrary.AddScoped, cancellationToken).Any(mention =>
            code.OperationAt(mention, cancellationToken) is IInvocationOperation { TargetMethod: { TypeArguments.Length: > 0 } method }
            && code.Known.ClientFactory.IsService(method)
            && method.TypeArguments[method.TypeArguments.Length - 1] is INamedTypeSymbol scoped
            && (SymbolEqualityComparer.Default.Equals(scoped.OriginalDefinition, type.OriginalDefinition)
                || Implementations.DerivesFrom(scoped, type)));

    private bool Runs(ISymbol? member) =>
        member is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) } method
            ? IsInvocation(method) || code.Reachable.Contains(method, cancellationToken) || code.Repeated.Contains(method, cancellationToken)
            : member is IMethodSymbol constructor && constructor.Parameters.Any(parameter => code.Known.Product.IsContext(parameter.Type));

    private bool IsInvocation(IMethodSymbol method) =>
        code.Known.Product.IsJob(method) || method.Parameters.Any(parameter => code.Known.Product.IsContext(parameter.Type));
}
