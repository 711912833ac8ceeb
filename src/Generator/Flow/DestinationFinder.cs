using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>
/// Follows a time or cancellation forward to what it limits: through variables, fields, properties, links, arithmetic and the
/// compilation's own methods. The way ends where something derived from the remaining time joins in.
/// </summary>
internal sealed class DestinationFinder(CallFlow flow, CancellationToken cancellationToken)
{
    private const int MostSteps = 2000;
    private const int Deepest = 200;

    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _entered = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _returned = new(SymbolEqualityComparer.Default);
    private readonly Joins _joins = new(flow, cancellationToken);
    private int _steps;
    private int _depth;
    private bool _isJoined;

    /// <summary>Whether a source of cancellation is a limit also where what it ends cannot be seen.</summary>
    public bool TakesAnySource { get; init; }

    /// <summary>Whether what is followed is itself derived, so that this says nothing of what a method returns of it.</summary>
    public bool IsItselfDerived { get; init; }

    /// <summary>What a parameter of a method of the compilation limits.</summary>
    public static Destinations OfParameter(CallFlow flow, IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        parameter = parameter.OriginalDefinition;
        return flow.Parameters.TryGetValue(parameter, out Destinations known)
            ? known
            : flow.Parameters.GetOrAdd(parameter, new DestinationFinder(flow, cancellationToken).ThroughParameter(parameter));
    }

    /// <summary>What the value of an operation limits.</summary>
    public Destinations Of(IOperation value)
    {
        if (++_steps > MostSteps || _depth >= Deepest)
            return Destinations.None;

        cancellationToken.ThrowIfCancellationRequested();
        _depth++;
        Destinations found = Follow(value);
        _depth--;
        return found;
    }

    private Destinations Follow(IOperation value)
    {
        IOperation? parent = value.Parent;
        switch (parent)
        {
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation or IUnaryOperation or ICoalesceOperation or IInterpolationOperation:
                return Of(parent);
            case IConditionalOperation conditional:
                return conditional.Condition == value || _joins.IsOtherDerived(conditional, value) ? Destinations.None : Of(conditional);
            case ISwitchExpressionArmOperation { Parent: { } switched } arm:
                return arm.Value == value ? Of(switched) : Destinations.None;
            case IBinaryOperation binary:
                return ThroughArithmetic(binary, value);
            case IConditionalAccessOperation access:
                return access.Operation == value && OperationTree.InstanceIn(access) is { } instance ? Of(instance) : Of(access);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return ThroughVariable(declarator.Symbol, declarator);
            case IFieldInitializerOperation initializer:
                return ThroughMembers(initializer.InitializedFields, value);
            case IPropertyInitializerOperation initializer:
                return ThroughMembers(initializer.InitializedProperties, value);
            case ISimpleAssignmentOperation assignment when assignment.Value == value:
                return ThroughTarget(assignment.Target) | (assignment.Parent is IExpressionStatementOperation ? Destinations.None : Of(assignment));
            case ICompoundAssignmentOperation assignment when assignment.Value == value:
                return ThroughTarget(assignment.Target);
            case ICoalesceAssignmentOperation assignment when assignment.Value == value:
                return ThroughTarget(assignment.Target) | Of(assignment);
            case ITupleOperation tuple:
                return ThroughTuple(tuple, value);
            case IPropertyReferenceOperation property when property.Instance == value:
                return IsCarrier(property) ? Of(property) : Destinations.None;
            case IArrayInitializerOperation { Parent: { } array }:
                return Of(array);
            case ICollectionExpressionOperation collection:
                return Of(collection);
            case IReturnOperation returned:
                return ThroughReturn(returned);
            case IArgumentOperation argument:
                return ThroughArgument(argument);
            case IInvocationOperation invocation when invocation.Instance == value:
                return ThroughInstance(invocation);
            default:
                return Destinations.None;
        }
    }

    /// <summary>What whatever holds a value limits: a variable, field, property.</summary>
    public Destinations ThroughVariable(ISymbol variable, IOperation near)
    {
        if (!_visited.Add(variable))
            return Destinations.None;

        return ThroughAll(flow.Code.ReferencesTo(variable, near, cancellationToken));
    }

    private static bool IsWritten(IOperation reference) =>
        reference.Parent is IAssignmentOperation assignment && assignment.Target == reference && assignment is not ICompoundAssignmentOperation;

    // The token of its source, the number of a duration, the value of a nullable: the same thing in another form.
    private static bool IsCarrier(IPropertyReferenceOperation property) =>
        Library.IsTokenSource(property.Property.ContainingType) || (Library.IsArithmetic(property.Property.ContainingType) && Library.IsTime(property.Type))
        || property.Property.ContainingType is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } or { Name: "Lazy" };

    private Destinations ThroughParameter(IParameterSymbol parameter)
    {
        if (!_visited.Add(parameter))
            return _returned.Contains(parameter) ? Destinations.Returned : Destinations.None;

        Destinations found = Destinations.None;
        foreach (IParameterSymbol own in flow.Implementations.ParametersFor(parameter))
        {
            if (!SymbolEqualityComparer.Default.Equals(own, parameter) && !_visited.Add(own))
                continue;

            _entered.Add(own.ContainingSymbol);
            found |= ThroughAll(flow.Code.ReferencesTo(own, cancellationToken));
            foreach (IPropertySymbol property in CodeIndex.PropertiesOf(own, cancellationToken))
            {
                if (_visited.Add(property))
                    found |= ThroughAll(flow.Code.ReferencesToMember(property, cancellationToken));
            }
        }

        if ((found & Destinations.Returned) != 0)
            _returned.Add(parameter);
        return found;
    }

    private Destinations ThroughAll(ImmutableArray<IOperation> references)
    {
        Destinations found = Destinations.None;
        foreach (IOperation reference in references)
        {
            if (reference is not (IVariableDeclaratorOperation or IDeclarationPatternOperation or IRecursivePatternOperation) && !IsWritten(reference))
                found |= Of(reference);
        }

        return found;
    }

    private Destinations ThroughMembers<T>(ImmutableArray<T> members, IOperation near)
        where T : ISymbol
    {
        Destinations found = Destinations.None;
        foreach (T member in members)
            found |= ThroughVariable(member.OriginalDefinition, near);
        return found;
    }

    private Destinations ThroughArithmetic(IBinaryOperation binary, IOperation value)
    {
        if (!Library.IsTime(binary.Type))
            return Destinations.None;

        IOperation other = binary.LeftOperand == value ? binary.RightOperand : binary.LeftOperand;
        return flow.OriginOf(other, cancellationToken).IsDerived ? Destinations.None : Of(binary);
    }

    private Destinations ThroughTarget(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Property: { Name: "CancellationToken", ContainingType.Name: "ParallelOptions" } } property => ThroughTakers(LambdaUse.LoopsGiven(flow, property, cancellationToken).SelectMany(LambdaUse.TokensOf)),
        IPropertyReferenceOperation property when Limit.OfProperty(property) is not Destinations.None and { } limit => limit,
        ILocalReferenceOperation local => ThroughVariable(local.Local, local),
        IParameterReferenceOperation parameter => ThroughVariable(parameter.Parameter.OriginalDefinition, parameter),
        IFieldReferenceOperation field => ThroughVariable(field.Field.OriginalDefinition, field),
        IPropertyReferenceOperation property => ThroughVariable(property.Property.OriginalDefinition, property),
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => ThroughVariable(local.Local, local),
        _ => Destinations.None,
    };

    private Destinations ThroughTakers(IEnumerable<LambdaTaker> takers)
    {
        Destinations found = Destinations.None;
        foreach (LambdaTaker taker in takers)
        {
            if (taker.Function is { } function)
                found |= ThroughVariable(taker.Parameter, function);
            else if (flow.Code.IsSource(taker.Parameter))
                found |= ThroughParameter(taker.Parameter.OriginalDefinition);
        }

        return found;
    }

    private Destinations ThroughTuple(ITupleOperation tuple, IOperation value)
    {
        Destinations found = Destinations.None;
        foreach (IOperation taker in TupleElements.TakersOf(flow, tuple, tuple.Elements.IndexOf(value), _visited, cancellationToken))
            found |= taker is IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } ? Of(taker) : ThroughTarget(taker);
        return found;
    }

    private Destinations ThroughReturn(IReturnOperation returned)
    {
        if (OperationTree.MethodAround(returned) is not { } method)
            return Destinations.None;

        // What is returned of an argument belongs to the call that gave it, not to each one.
        if (_entered.Contains(method) && Library.IsDuration(returned.ReturnedValue?.Type))
            return Destinations.Returned;
        if (!_visited.Add(method))
            return Destinations.None;

        if (method.AssociatedSymbol is IPropertySymbol property)
            return ThroughVariable(property.OriginalDefinition, returned);

        Destinations found = Destinations.None;
        foreach (IOperation caller in flow.Callers.Of(method, cancellationToken))
            found |= !IsItselfDerived && flow.OriginOf(caller, cancellationToken).IsDerived ? Destinations.None : Of(caller);
        return found;
    }

    private Destinations ThroughInstance(IInvocationOperation invocation)
    {
        // A duration or point in time that something is done to.
        return Library.IsArithmetic(invocation.TargetMethod.ContainingType) && Library.IsTime(invocation.Type) && !_joins.IsJoinedByDerived(invocation.Arguments)
            ? Of(invocation)
            : Destinations.None;
    }

    private Destinations ThroughArgument(IArgumentOperation argument)
    {
        switch (argument.Parent)
        {
            case IInvocationOperation invocation:
                return ThroughCall(invocation, argument);
            case IObjectCreationOperation creation:
                return ThroughCreation(creation, argument);
            default:
                return Destinations.None;
        }
    }

    private Destinations ThroughCreation(IObjectCreationOperation creation, IArgumentOperation argument)
    {
        if (Library.IsTokenSource(creation.Type))
            return Limited(Of(creation)) | Unseen();
        if (Limit.OfArgument(argument) is not Destinations.None and { } limit)
            return limit;
        if (Library.IsArithmetic(creation.Type))
            return Of(creation);

        return argument.Parameter is { } parameter && flow.Code.IsSource(parameter) ? ThroughParameter(parameter.OriginalDefinition) : Destinations.None;
    }

    private Destinations ThroughCall(IInvocationOperation invocation, IArgumentOperation argument)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (Library.IsTokenSource(method.ContainingType))
        {
            return method.Name switch
            {
                "CreateLinkedTokenSource" => _joins.IsDerived(invocation) || _joins.IsLinkedWithDerived(invocation) ? Joined() : ThroughLink(invocation),
                "CancelAfter" => _joins.IsMadeWithDerived(invocation.Instance) ? Destinations.None : Limited(ThroughSource(invocation)) | Unseen(),
                _ => Destinations.None,
            };
        }

        if (Library.IsToken(argument.Parameter?.Type))
        {
            switch (OutgoingCall.KindOf(invocation, flow.Settings))
            {
                case OutgoingKind.Http:
                    return new ClientGuard(flow, cancellationToken).IsGuarded(OutgoingCall.ClientOf(invocation)) ? Destinations.GuardedCall : Destinations.UnguardedCall;
                case OutgoingKind.Body or OutgoingKind.Library:
                    return Destinations.LibraryCall;
            }
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
            return ThroughTakers(LambdaUse.TakersOf(flow, invocation, argument, cancellationToken));
        if (Limit.OfArgument(argument) is not Destinations.None and { } limit)
            return limit;
        if (Library.IsArithmetic(method.ContainingType))
            return Library.IsTime(invocation.Type) && !_joins.IsJoinedByDerived(invocation.Arguments, argument) && !_joins.IsDerived(invocation.Instance) ? Of(invocation) : Destinations.None;
        if (WaitAround.Limits(flow, invocation, argument, cancellationToken))
            return Destinations.Wait;

        Destinations found = Destinations.None;
        if (argument.Parameter is { } parameter && flow.Code.IsSource(method))
        {
            found = ThroughParameter(parameter.OriginalDefinition);
            if ((found & Destinations.Returned) != 0)
                found = (found & ~Destinations.Returned) | (!IsItselfDerived && _joins.IsDerived(invocation) ? Destinations.None : Of(invocation));

            // A helper that is given a call and a time, and waits for the one no longer than for the other.
            if (found == Destinations.None && WaitAround.IsHelper(flow, invocation, parameter, cancellationToken))
                found = Destinations.Wait;
        }

        if (Library.IsToken(argument.Parameter?.Type))
            found |= ThroughTakers(LambdaUse.TokensOf(invocation));
        else if (invocation.TargetMethod.ReturnType is { } type && Library.IsTime(type) && !flow.Code.IsSource(method) && method.IsStatic)
            found |= Of(invocation);

        return found;
    }

    private Destinations ThroughLink(IInvocationOperation linked) =>
        Of(linked) is var found && found != Destinations.None ? found | Destinations.Linked : Destinations.None;

    private Destinations ThroughSource(IInvocationOperation cancelAfter)
    {
        IOperation? source = cancelAfter.Instance is IConditionalAccessInstanceOperation instance ? OperationTree.ReceiverOf(instance) : cancelAfter.Instance;
        return source is null ? Destinations.None : ThroughTarget(source);
    }

    private Destinations Joined()
    {
        _isJoined = true;
        return Destinations.None;
    }

    // Asked after the way was followed to its end.
    private Destinations Unseen() => TakesAnySource && !_isJoined ? Destinations.Cancellation : Destinations.None;

    private static Destinations Limited(Destinations calls) =>
        ((calls & Destinations.OpenCalls) != 0 ? Destinations.Cancellation : Destinations.None) | (calls & Destinations.Wait);

    /// <summary>What a source of cancellation ends, given the operation that makes it or sets its delay.</summary>
    public Destinations OfSource(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "CancelAfter" } cancelAfter => ThroughSource(cancelAfter),
        _ => Of(operation),
    };
}
