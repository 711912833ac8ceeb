using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>
/// Follows a strategy forward, through the builder, the pipelines that it is built or wrapped into, and whatever holds these, to all that they
/// execute. Its answer is whether all that becomes of it can be seen.
/// </summary>
internal sealed class PipelineWay(CodeIndex code, CancellationToken cancellationToken) : Walker<bool>(code, cancellationToken)
{
    /// <summary>What is executed, as far as it was come by.</summary>
    public List<IInvocationOperation> Executions { get; } = [];

    protected override int MostSteps => SearchLimits.MostDestinationSteps;

    /// <summary>Whether all that becomes of a timeout can be seen, given the operation that makes it or sets it in its options.</summary>
    public bool IsSeen(IOperation timeout) => timeout is ISimpleAssignmentOperation assignment ? IsSeenFromOptions(assignment) : Of(timeout);

    protected override bool Follow(IOperation value)
    {
        IOperation? parent = value.Parent;
        switch (parent)
        {
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation or ICoalesceOperation or IArrayCreationOperation:
            case ICollectionExpressionOperation or IObjectOrCollectionInitializerOperation:
                return Of(parent);
            case IArrayInitializerOperation { Parent: { } array }:
                return Of(array);
            case IDeconstructionAssignmentOperation apart when apart.Value == value:
                return IntoParts(apart.Target, isPair: false);
            case IConditionalOperation conditional:
                return conditional.Condition == value || Of(conditional);
            case ISwitchExpressionArmOperation { Parent: { } switched } arm:
                return arm.Value != value || Of(switched);
            case IConditionalAccessOperation access:
                return access.Operation == value && OperationTree.InstanceIn(access) is { } instance ? Of(instance) : Of(access);
            case IIsPatternOperation or IBinaryOperation or IUsingOperation:
                return true;
            case IExpressionStatementOperation:
                return IsSeenInBuilder(value);
            case IReturnOperation returned:
                return ThroughReturn(returned);
            case IArgumentOperation argument:
                return ThroughArgument(argument);
            case IForEachLoopOperation loop when loop.Collection == value:
                return loop.LoopControlVariable is IVariableDeclaratorOperation each
                    ? Through(each.Symbol, each)
                    : IntoParts(loop.LoopControlVariable, Known.IsDictionary(OperationTree.Unwrapped(value)?.Type));
            default:
                return ThroughHolder(parent, value);
        }
    }

    /// <summary>Whether all that becomes of what a variable, member or parameter holds can be seen.</summary>
    public bool Through(ISymbol holder, IOperation near)
    {
        if (!Visited.Add(holder))
            return true;
        if (holder is not IParameterSymbol parameter || parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction })
            return AreAllSeen(Code.References.To(holder, near, CancellationToken));

        bool any = false;
        foreach (IParameterSymbol own in Code.Implementations.ParametersFor(parameter))
        {
            any = true;
            if (!AreAllSeen(Code.References.To(own, CancellationToken))
                || !Declarations.PropertiesOf(own, CancellationToken).All(property => !Visited.Add(property)
                    || AreAllSeen(Code.References.ToMember(property, CancellationToken))))
            {
                return false;
            }
        }

        return any;
    }

    private bool AreAllSeen(IEnumerable<IOperation> references) => references.All(reference =>
        reference is IVariableDeclaratorOperation or IDeclarationPatternOperation || IsWritten(reference) || Of(reference));

    private static bool IsWritten(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IDeclarationExpressionOperation or ITupleOperation { Parent: IDeclarationExpressionOperation } => true,
        ITupleOperation { Parent: IDeconstructionAssignmentOperation apart } targets => apart.Target == targets,
        IArgumentOperation { Parameter.RefKind: RefKind.Out } => true,
        _ => false,
    };

    private bool ThroughHolder(IOperation? parent, IOperation value) => parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => Through(declarator.Symbol, declarator),
        IFieldInitializerOperation field => field.InitializedFields.All(held => Through(held, value)),
        IPropertyInitializerOperation property => property.InitializedProperties.All(held => Through(held, value)),
        IAssignmentOperation assignment when assignment.Value == value => IntoTarget(assignment),
        IInvocationOperation invocation when invocation.Instance == value => ThroughCall(invocation),
        IPropertyReferenceOperation property when property.Instance == value =>
            property.Type?.SpecialType is not SpecialType.None || IsPut(property) || Of(property),
        IArrayElementReferenceOperation element => IsPut(element) || Of(element),
        _ => false,
    };

    // _policies[key] = policy, on the collection's side.
    private static bool IsPut(IOperation element) => element.Parent is ISimpleAssignmentOperation assignment && assignment.Target == element;

    private bool IntoTarget(IAssignmentOperation assignment)
    {
        bool isHeld = assignment.Target switch
        {
            IFieldReferenceOperation or ILocalReferenceOperation => Through(OperationTree.SymbolOf(assignment.Target)!, assignment),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => OfCollection(collection),
            IPropertyReferenceOperation property => Code.IsSource(property.Property) && Through(property.Property, property),
            IArrayElementReferenceOperation element => OfCollection(element.ArrayReference),
            IDiscardOperation => true,
            _ => false,
        };
        return isHeld && (assignment.Parent is IExpressionStatementOperation or IObjectOrCollectionInitializerOperation || Of(assignment));
    }

    // foreach (var (name, policy) in _policies): of a dictionary's pair, the second is what was put there. A number or text is no pipeline.
    private bool IntoParts(IOperation target, bool isPair) => target switch
    {
        IDeclarationExpressionOperation declared => IntoParts(declared.Expression, isPair),
        ITupleOperation { Elements: { Length: 2 } elements } when isPair => IntoParts(elements[1], isPair: false),
        ITupleOperation { Elements: var elements } => elements.All(element => IntoParts(element, isPair: false)),
        IDiscardOperation => true,
        { Type.SpecialType: not SpecialType.None } => true,
        _ => OperationTree.SymbolOf(target) is { } holder && Through(holder, target),
    };

    // What something was put into, which its holder tells.
    private bool OfCollection(IOperation collection) => collection switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } => CreationAround(collection) is { } made && Of(made),
        _ => OperationTree.SymbolOf(OperationTree.Unwrapped(collection)) is { } holder && Through(holder, collection),
    };

    private static IObjectCreationOperation? CreationAround(IOperation operation)
    {
        IOperation? current = operation;
        while (current is not (null or IObjectCreationOperation))
            current = current.Parent;
        return (IObjectCreationOperation?)current;
    }

    private bool ThroughCall(IInvocationOperation invocation)
    {
        if (PollyLibrary.IsExecution(invocation.TargetMethod))
        {
            Executions.Add(invocation);
            return true;
        }

        return PollyLibrary.IsOwn(invocation.TargetMethod) || Known.IsCollection(invocation.Instance?.Type)
            ? GivesNothing(invocation) || (TakenOut(invocation) && Of(invocation))
            : invocation.TargetMethod.Name == "ConfigureAwait" && Of(invocation);
    }

    // Add, Clear, ContainsKey, Count: no pipeline comes out of it.
    private bool GivesNothing(IInvocationOperation invocation) =>
        (invocation.TargetMethod.ReturnsVoid || invocation.Type?.SpecialType == SpecialType.System_Boolean) && TakenOut(invocation);

    // TryGetValue(key, out IAsyncPolicy policy)
    private bool TakenOut(IInvocationOperation invocation) => invocation.Arguments.All(argument =>
        argument.Parameter?.RefKind != RefKind.Out || OutOf(argument));

    private bool OutOf(IArgumentOperation argument) => argument.Value switch
    {
        IDiscardOperation => true,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => Through(local.Local, local),
        { } target => OperationTree.SymbolOf(target) is { } symbol && Through(symbol, target),
    };

    private bool ThroughArgument(IArgumentOperation argument)
    {
        switch (argument.Parent)
        {
            case IInvocationOperation { TargetMethod: { Name: "ThrowIfNull" } test } when Known.ArgumentNullException.Is(test.ContainingType):
                return true;
            case IInvocationOperation call when argument.Parameter is { } parameter && Code.IsSource(call.TargetMethod):
                return Through(parameter.OriginalDefinition, call);
            case IInvocationOperation call when PollyLibrary.IsExecution(call.TargetMethod):
                return false;
            case IInvocationOperation call when call.Instance is { } collection && Known.IsCollection(collection.Type):
                return OfCollection(collection) && (GivesNothing(call) || Of(call));
            case IInvocationOperation call:
                return (PollyLibrary.IsOwn(call.TargetMethod) || Known.IsCollection(argument.Value.Type)) && TakenOut(call) && Of(call);
            case IObjectCreationOperation { Type: { } type } creation:
                return Code.IsSource(type) ? argument.Parameter is { } taken && Through(taken.OriginalDefinition, creation)
                    : (Known.IsCollection(type) || Known.Lazy.Is(type)) && Of(creation);
            default:
                return false;
        }
    }

    private bool ThroughReturn(IReturnOperation returned)
    {
        if (OperationTree.MethodAround(returned) is not { } method)
            return FunctionAround(returned) is { } function && ThroughFunction(function);
        if (!Visited.Add(method))
            return true;
        if (method.AssociatedSymbol is { } property)
            return Through(property, returned);

        return Code.Callers.Of(method, CancellationToken).All(Of)
            && Code.Users.Of(method, CancellationToken).OfType<IMethodReferenceOperation>().All(ThroughFunction);
    }

    private static IAnonymousFunctionOperation? FunctionAround(IOperation operation)
    {
        IOperation? current = operation;
        while (current is not (null or IAnonymousFunctionOperation))
            current = current.Parent;
        return (IAnonymousFunctionOperation?)current;
    }

    // new Lazy<IAsyncPolicy>(() => …), _policies.GetOrAdd(key, _ => …)
    private bool ThroughFunction(IOperation function)
    {
        IOperation? taker = function.Parent;
        while (taker is IDelegateCreationOperation or IConversionOperation)
            taker = taker.Parent;
        return taker is IArgumentOperation argument && argument.Parent switch
        {
            IObjectCreationOperation { Type: { } type } creation => Known.Lazy.Is(type) && Of(creation),
            IInvocationOperation { TargetMethod.Name: "GetOrAdd" or "AddOrUpdate", Instance: { } collection } call =>
                Known.IsCollection(collection.Type) && OfCollection(collection) && Of(call),
            _ => false,
        };
    }

    // builder.AddTimeout(…); the builder has it from here on.
    private bool IsSeenInBuilder(IOperation made)
    {
        IOperation? root = made;
        while (OperationTree.Unwrapped(root) is IInvocationOperation call && PollyLibrary.IsPart(call.Type))
            root = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;

        return OperationTree.Unwrapped(root) switch
        {
            ILocalReferenceOperation local => Through(local.Local, local),
            IFieldReferenceOperation field => Through(field.Field, field),
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } reference =>
                method.MethodKind == MethodKind.AnonymousFunction
                    ? FunctionAround(reference) is { } function && OfRegistration(function)
                    : Visited.Add(parameter) && Code.Callers.AllPass(parameter, IsSeenInBuilder, CancellationToken),
            _ => false,
        };
    }

    // services.AddResiliencePipeline("prices", builder => builder.AddTimeout(…)): who asks for it by its key has it.
    private bool OfRegistration(IAnonymousFunctionOperation function) =>
        LambdaUse.CallOf(function) is { } registration
        && PollyLibrary.IsOwn(registration.TargetMethod)
        && (!PollyLibrary.IsPart(registration.Type) || Of(registration))
        && NamedPipelines.CallsFor(Code, registration, CancellationToken).All(call => GivesNothing(call) || (TakenOut(call) && Of(call)))
        && NamedPipelines.ParametersFor(Code, registration, CancellationToken).All(parameter => Through(parameter, registration));

    private bool IsSeenFromOptions(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Instance: { } options })
            return false;

        return options is IInstanceReferenceOperation
            ? CreationAround(assignment) is { } creation && Of(creation)
            : OperationTree.Unwrapped(options) is ILocalReferenceOperation local && Through(local.Local, local);
    }
}
