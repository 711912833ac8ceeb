using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells which objects are made for one invocation and gone with it: from where one is made, it goes to what has the object, and to what has that.
/// Whatever may keep the object for later, a cache, a pool or code that is not seen, makes it none.
/// </summary>
internal sealed class ObjectsPerInvocation(CodeIndex code, CancellationToken cancellationToken)
{
    private readonly FunctionLife _functions = new(code, cancellationToken);
    private readonly OnceOnly _once = new(code, cancellationToken);

    /// <summary>Whether an object is one.</summary>
    /// <param name="made">What makes it.</param>
    /// <param name="member">The member that does.</param>
    public bool IsOne(IOperation made, ISymbol? member) => IsOne(made, member, SearchLimits.DeepestCaller);

    /// <summary>Whether each invocation has objects of a type for itself.</summary>
    public bool IsMadeForOne(INamedTypeSymbol type) => IsMadeForOne(type, type.InstanceConstructors, SearchLimits.DeepestCaller);

    /// <summary>Whether code runs for each invocation.</summary>
    /// <param name="operation">The code.</param>
    /// <param name="member">The member that it is in.</param>
    public bool Runs(IOperation operation, ISymbol? member) =>
        !_once.Contains(operation) && (code.Repeated.IsInRequest(operation) || Runs(member));

    private bool IsOne(IOperation made, ISymbol? member, int depth) => OperationTree.TakerOf(made) switch
    {
        IInvocationOperation or IPropertyReferenceOperation => Runs(made, member),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => IsLocalOne(declarator.Symbol, made, member, depth),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => IsLocalOne(local.Local, made, member, depth),
        IConditionalOperation choice => IsAlwaysMade(choice) && IsOne(choice, member, depth),
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => IsAlwaysMade(choice) && IsOne(choice, member, depth),
        IAwaitOperation awaited => IsOne(awaited, member, depth),
        ITupleOperation tuple => IsPartOfOne(tuple, made, depth),
        { } taker => IsTakenByOne(made, taker, member, depth),
        null => false,
    };

    // var (client, tries) = (new HttpClient(), 1): where each of those ends that the client is taken into.
    private bool IsPartOfOne(ITupleOperation tuple, IOperation made, int depth)
    {
        int index = 0;
        while (!OperationTree.Contains(tuple.Elements[index], made))
            index++;

        HashSet<ISymbol> visited = new(SymbolEqualityComparer.Default);
        IOperation[] takers = depth == 0 ? [] : [.. TupleElements.TakersOf(code, tuple, index, visited, cancellationToken)];
        return takers.Length > 0
            && visited.All(holder => holder is not ILocalSymbol local || IsOnlyTakenApart(local, tuple))
            && takers.All(taker => IsPartTakenByOne(taker, depth - 1));
    }

    private bool IsPartTakenByOne(IOperation taker, int depth) => taker switch
    {
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => IsPartTakenByOne(local, depth),
        ILocalReferenceOperation local => IsLocalOne(local.Local, local, OperationTree.MethodOf(local), depth),
        IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } part =>
            OperationTree.TakerOf(part) is { } user && IsOnlyUsed(part, user, depth) && Runs(part, OperationTree.MethodOf(part)),
        _ => taker is IDiscardOperation,
    };

    private bool IsOnlyTakenApart(ILocalSymbol tuple, IOperation near) => code.References.To(tuple, near, cancellationToken).All(static reference =>
        reference is IVariableDeclaratorOperation
        || reference.Parent is IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } or IDeconstructionAssignmentOperation);

    // The other way may be one out of a pool, or that of the caller.
    private static bool IsAlwaysMade(IOperation? value) => OperationTree.Unwrapped(value) switch
    {
        IObjectCreationOperation or IThrowOperation => true,
        IConditionalOperation choice => IsAlwaysMade(choice.WhenTrue) && IsAlwaysMade(choice.WhenFalse),
        ISwitchExpressionOperation choice => choice.Arms.All(static arm => IsAlwaysMade(arm.Value)),
        _ => false,
    };

    // A local is gone at the end of the method, unless something that lives longer takes it.
    private bool IsLocalOne(ILocalSymbol local, IOperation made, ISymbol? member, int depth)
    {
        bool isTaken = false;
        foreach (IOperation reference in code.References.To(local, made, cancellationToken))
        {
            if (reference is IVariableDeclaratorOperation || OperationTree.TakerOf(reference) is not { } taker || TupleElements.IsTarget(taker))
                continue;
            if (IsOnlyUsed(reference, taker, depth))
            {
                if (!_functions.EndsWith(reference, made))
                    return false;
            }
            else if (IsTakenByOne(reference, taker, member, depth))
            {
                isTaken = true;
            }
            else
            {
                return false;
            }
        }

        return isTaken || Runs(made, member);
    }

    private bool IsOnlyUsed(IOperation reference, IOperation taker, int depth) => taker switch
    {
        IInvocationOperation or IMemberReferenceOperation or IConditionalAccessOperation or IUsingOperation => true,
        IArgumentOperation { Parent: IInvocationOperation call } argument => IsOnlyUsedBy(call, argument, depth),
        IBinaryOperation or IIsPatternOperation or IIsTypeOperation => true,
        IAssignmentOperation { Target: IDiscardOperation } => true,
        IAssignmentOperation { Target: ILocalReferenceOperation } assignment => assignment.Target == reference,

        // A call that does not bind, as while somebody is typing.
        { Kind: OperationKind.Invalid } => reference.Syntax.Parent is MemberAccessExpressionSyntax,
        _ => false,
    };

    // An extension method of a client calls it; a method of the project is looked into; any other may keep what it is given.
    private bool IsOnlyUsedBy(IInvocationOperation call, IArgumentOperation argument, int depth)
    {
        if (call.TargetMethod.IsExtensionMethod && argument.Parameter?.Ordinal == 0 && code.Outgoing.IsHttp(call.TargetMethod))
            return true;

        return depth > 0 && argument.Parameter is { } parameter && code.IsSource(call.TargetMethod) && !call.IsVirtual
            && code.References.To(parameter, cancellationToken).All(reference => IsOnlyUsedIn(call.TargetMethod, reference, depth - 1));
    }

    private bool IsOnlyUsedIn(IMethodSymbol method, IOperation reference, int depth) =>
        _functions.EndsWith(reference, OperationTree.RootOf(reference))
        && OperationTree.TakerOf(reference) is { } taker
        && (IsOnlyUsed(reference, taker, depth)
            || (depth > 0 && taker is IArgumentOperation { Parent: IObjectCreationOperation owner } && IsOne(owner, method, depth - 1)));

    private bool IsTakenByOne(IOperation made, IOperation taker, ISymbol? member, int depth) => taker switch
    {
        _ when depth == 0 => false,
        IReturnOperation returned when OperationTree.MethodAround(returned) is { } helper => IsOneForCallers(helper, depth),
        IReturnOperation returned => FunctionLife.FunctionAround(returned) is { } factory && IsOfShortLived(factory),
        IArgumentOperation { Parent: IObjectCreationOperation owner } => IsOne(owner, member, depth - 1),

        // : this(new HttpClient()), : base(new HttpClient())
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.MethodKind: MethodKind.Constructor } } =>
            member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
                && IsMadeForOne(constructor.ContainingType, [constructor], depth),
        ISimpleAssignmentOperation assignment when OperationTree.Unwrapped(assignment.Value) == OperationTree.Unwrapped(made) =>
            member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && IsOwn(assignment.Target)
                && IsMadeForOne(constructor.ContainingType, [constructor], depth),
        IFieldInitializerOperation initializer => IsInitializedForOne(initializer.InitializedFields[0], depth),
        IPropertyInitializerOperation initializer => IsInitializedForOne(initializer.InitializedProperties[0], depth),
        _ => false,
    };

    private static bool IsOwn(IOperation target) =>
        target is IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: IFieldSymbol or IPropertySymbol };

    // A helper or property that makes it for whoever calls, and never returns one that is there already.
    private bool IsOneForCallers(IMethodSymbol helper, int depth)
    {
        if (!code.ReturnsOf(helper, cancellationToken).All(static returned =>
            OperationTree.Unwrapped(returned) is ILocalReferenceOperation || IsAlwaysMade(returned)))
        {
            return false;
        }

        return UsesOf(helper).Any(use => use is IMethodReferenceOperation
            ? IsOfShortLived(use)
            : IsOne(use, OperationTree.MethodOf(use), depth - 1));
    }

    private IEnumerable<IOperation> UsesOf(IMethodSymbol helper) => helper.AssociatedSymbol is IPropertySymbol property
        ? code.References.ToMember(property.OriginalDefinition, cancellationToken)
        : code.Callers.OneByOne(helper, cancellationToken).Concat(code.Users.Of(helper, cancellationToken).OfType<IMethodReferenceOperation>());

    // services.AddTransient(_ => new HttpClient())
    private bool IsOfShortLived(IOperation factory)
    {
        IOperation? taker = factory.Parent;
        while (taker is IDelegateCreationOperation or IConversionOperation)
            taker = taker.Parent;
        return taker is IArgumentOperation { Parent: IInvocationOperation registration }
            && code.Known.ClientFactory.IsShortLived(registration.TargetMethod);
    }

    private bool IsInitializedForOne(ISymbol member, int depth) =>
        !member.IsStatic && IsMadeForOne(member.ContainingType, member.ContainingType.InstanceConstructors, depth);

    // A function's own class is made once, whoever else makes one.
    private bool IsMadeForOne(INamedTypeSymbol type, ImmutableArray<IMethodSymbol> constructors, int depth) =>
        code.Known.Hosting.IsController(type)
        || code.Scoped.Contains(type, cancellationToken)
        || (!type.GetMembers().Any(member => member is IMethodSymbol method && code.Known.Product.IsHandler(method))
            && constructors.SelectMany(constructor => code.Chains.RunBy(constructor, cancellationToken)).Any(constructor =>
                code.Callers.OneByOne(constructor, cancellationToken).Any(creation => IsOne(creation, OperationTree.MethodOf(creation), depth - 1))));

    private bool Runs(ISymbol? member) =>
        member is IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) } method
            ? code.Known.Product.IsInvocation(method) || code.Repeated.Contains(method, cancellationToken)
            : member is IMethodSymbol constructor && constructor.Parameters.Any(parameter => code.Known.Product.IsContext(parameter.Type));
}
