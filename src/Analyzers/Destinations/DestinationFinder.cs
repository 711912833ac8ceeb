using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>
/// Follows a time or cancellation forward to what it limits: through variables, fields, properties, links, arithmetic and the
/// compilation's own methods. The way ends where something derived from the remaining time joins in.
/// </summary>
internal sealed class DestinationFinder(LimitedCalls limits, CancellationToken cancellationToken)
    : Walker<Destination>(limits.Code, cancellationToken)
{
    private readonly HashSet<ISymbol> _entered = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _returned = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a source of cancellation is a limit also where what it ends cannot be seen.</summary>
    public bool TakesAnySource { get; init; }

    /// <summary>Whether what is followed is itself derived, so that this says nothing of what a method returns of it.</summary>
    public bool IsItselfDerived { get; init; }

    /// <summary>Whether something derived has joined in on the way, which may be told when the way was followed to its end.</summary>
    public bool IsJoined { get; set; }

    /// <summary>The assignments of a client's timeout that were come by.</summary>
    public List<ISimpleAssignmentOperation> ClientTimeouts { get; } = [];

    public LimitedCalls Limits { get; } = limits;

    public Joins Joins { get; } = new(limits.Values, cancellationToken);

    protected override int MostSteps => SearchLimits.MostDestinationSteps;

    protected override Destination Follow(IOperation value)
    {
        IOperation? parent = value.Parent;
        switch (parent)
        {
            case IConversionOperation or IParenthesizedOperation or IAwaitOperation or IUnaryOperation or ICoalesceOperation:
            case IInterpolationOperation or ICollectionExpressionOperation or ITranslatedQueryOperation:
                return Of(parent);
            case IArrayInitializerOperation { Parent: { } array }:
                return Of(array);
            case IConditionalOperation conditional:
                return conditional.Condition == value || Joins.IsOtherDerived(conditional, value) ? Destination.None : Of(conditional);
            case ISwitchExpressionArmOperation { Parent: { } switched } arm:
                return arm.Value == value ? Of(switched) : Destination.None;
            case IBinaryOperation binary:
                return ThroughArithmetic(binary, value);
            case IConditionalAccessOperation access:
                return access.Operation == value && OperationTree.InstanceIn(access) is { } instance ? Of(instance) : Of(access);
            case IAssignmentOperation assignment when assignment.Value == value:
                return ThroughAssignment(assignment);
            case ITupleOperation tuple:
                return ThroughTuple(tuple, value);
            case IPropertyReferenceOperation property when property.Instance == value:
                return IsCarrier(property) || IsElement(property) ? Of(property) : Destination.None;
            case IPropertySubpatternOperation { Pattern: var pattern } subpattern when subpattern.Member == value:
                return ThroughPattern(pattern);
            case IArrayElementReferenceOperation element when element.ArrayReference == value:
                return Of(element);
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation each } loop when loop.Collection == value:
                return ThroughVariable(each.Symbol, each);
            case IReturnOperation returned:
                return ThroughReturn(returned);
            case IArgumentOperation { Parent: IInvocationOperation invocation } argument:
                return ArgumentDestination.OfCall(this, invocation, argument);
            case IArgumentOperation { Parent: IObjectCreationOperation creation } argument:
                return ArgumentDestination.OfCreation(this, creation, argument);
            case IInvocationOperation invocation when invocation.Instance == value:
                return ThroughInstance(invocation);
            default:
                return ThroughInitializer(parent, value);
        }
    }

    /// <summary>What whatever holds a value limits: a variable, field, property.</summary>
    public Destination ThroughVariable(ISymbol variable, IOperation near) =>
        Visited.Add(variable) ? ThroughAll(Code.References.To(variable, near, CancellationToken)) : Destination.None;

    /// <summary>What a value limits that is written to this.</summary>
    public Destination ThroughTarget(IOperation target) => target switch
    {
        IPropertyReferenceOperation { Property: { Name: "CancellationToken", ContainingType: { } type } } property
            when Known.Tasks.ParallelOptions.Is(type) =>
            ThroughTakers(LambdaUse.LoopsGiven(Code, property, CancellationToken).SelectMany(loop => LambdaUse.TokensOf(Known, loop))),
        IPropertyReferenceOperation property when Limit.OfProperty(Known, property) is not Destination.None and { } limit =>
            Noted(limit, property),
        IPropertyReferenceOperation property => ThroughVariable(property.Property.OriginalDefinition, property),
        IFieldReferenceOperation field => ThroughVariable(field.Field.OriginalDefinition, field),
        ILocalReferenceOperation local => ThroughVariable(local.Local, local),
        IParameterReferenceOperation parameter => ThroughVariable(parameter.Parameter.OriginalDefinition, parameter),
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => ThroughVariable(local.Local, local),
        _ => Destination.None,
    };

    private Destination Noted(Destination limit, IPropertyReferenceOperation property)
    {
        if (limit == Destination.ClientTimeout && property.Parent is ISimpleAssignmentOperation assignment)
            ClientTimeouts.Add(assignment);
        return limit;
    }

    /// <summary>What an argument limits that these parameters take.</summary>
    public Destination ThroughTakers(IEnumerable<LambdaTaker> takers)
    {
        Destination found = Destination.None;
        foreach (LambdaTaker taker in takers)
        {
            if (taker.Function is { } function)
                found |= ThroughVariable(taker.Parameter, function);
            else if (Code.IsSource(taker.Parameter))
                found |= OfParameter(taker.Parameter.OriginalDefinition);
        }

        return found;
    }

    /// <summary>What a parameter of a method of the compilation limits, in whatever implements or overrides the method.</summary>
    public Destination OfParameter(IParameterSymbol parameter)
    {
        if (!Visited.Add(parameter))
            return _returned.Contains(parameter) ? Destination.Returned : Destination.None;

        Destination found = Destination.None;
        foreach (IParameterSymbol own in Code.Implementations.ParametersFor(parameter))
        {
            if (!SymbolEqualityComparer.Default.Equals(own, parameter) && !Visited.Add(own))
                continue;

            _entered.Add(own.ContainingSymbol);
            found |= ThroughAll(Code.References.To(own, CancellationToken));
            foreach (IPropertySymbol property in Declarations.PropertiesOf(own, CancellationToken))
            {
                if (Visited.Add(property))
                    found |= ThroughMember(property);
            }

            // That is looked for last, since no word tells where it is.
            if (found == Destination.None && TakenApart.ParameterOf(own) is { } given)
                found |= ThroughParts(given);
        }

        if ((found & Destination.Returned) != 0)
            _returned.Add(parameter);
        return found;
    }

    private static bool IsWritten(IOperation reference) =>
        reference.Parent is IAssignmentOperation assignment && assignment.Target == reference && assignment is not ICompoundAssignmentOperation;

    // The token of its source, the number of a duration, the value of a nullable: the same thing in another form.
    private bool IsCarrier(IPropertyReferenceOperation property)
    {
        INamedTypeSymbol type = property.Property.ContainingType;
        return Known.IsTokenSource(type) || (Known.IsArithmetic(type) && Known.IsTime(property.Type))
            || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || Known.Lazy.Is(type);
    }

    private bool IsElement(IPropertyReferenceOperation property) =>
        property.Property.IsIndexer && !Code.IsSource(property.Property) && Known.IsCollection(property.Property.ContainingType);

    private Destination ThroughMember(IPropertySymbol property)
    {
        Destination found = Destination.None;
        foreach (IOperation reference in Code.References.ToMember(property, CancellationToken))
            found |= OfObject(ThroughAll([reference]), (reference as IPropertyReferenceOperation)?.Instance);
        return found;
    }

    private Destination ThroughParts(IParameterSymbol given)
    {
        Destination found = Destination.None;
        foreach (IOperation part in Code.TakenApart.TakersOf(given, CancellationToken))
            found |= OfObject(part is IPatternOperation pattern ? ThroughPattern(pattern) : ThroughTarget(part), TakenApart.ObjectOf(part));
        return found;
    }

    // Which object it is only matters where its time limits anything.
    private Destination OfObject(Destination found, IOperation? holder) =>
        found != Destination.None && new OtherObjects(Limits.Values, CancellationToken).AreOther(holder) ? Destination.None : found;

    private Destination ThroughPattern(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { DeclaredSymbol: { } declared } => ThroughVariable(declared, pattern),
        IRecursivePatternOperation { DeclaredSymbol: { } declared } => ThroughVariable(declared, pattern),
        IBinaryPatternOperation both => ThroughPattern(both.LeftPattern) | ThroughPattern(both.RightPattern),
        _ => Destination.None,
    };

    private Destination ThroughInitializer(IOperation? initializer, IOperation value) => initializer switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => ThroughVariable(declarator.Symbol, declarator),
        IFieldInitializerOperation field => ThroughMembers(field.InitializedFields, value),
        IPropertyInitializerOperation property => ThroughMembers(property.InitializedProperties, value),
        _ => Destination.None,
    };

    private Destination ThroughAssignment(IAssignmentOperation assignment)
    {
        if (assignment is not (ISimpleAssignmentOperation or ICompoundAssignmentOperation or ICoalesceAssignmentOperation))
            return Destination.None;

        Destination found = ThroughTarget(assignment.Target);
        bool isUsed = assignment is ICoalesceAssignmentOperation
            || (assignment is ISimpleAssignmentOperation && assignment.Parent is not IExpressionStatementOperation);
        return isUsed ? found | Of(assignment) : found;
    }

    private Destination ThroughAll(ImmutableArray<IOperation> references)
    {
        Destination found = Destination.None;
        foreach (IOperation reference in references)
        {
            if (reference is not (IVariableDeclaratorOperation or IDeclarationPatternOperation or IRecursivePatternOperation)
                && !IsWritten(reference))
            {
                found |= Of(reference);
            }
        }

        return found;
    }

    private Destination ThroughMembers<T>(ImmutableArray<T> members, IOperation near)
        where T : ISymbol
    {
        Destination found = Destination.None;
        foreach (T member in members)
            found |= ThroughVariable(member.OriginalDefinition, near);
        return found;
    }

    private Destination ThroughArithmetic(IBinaryOperation binary, IOperation value)
    {
        if (!Known.IsTime(binary.Type))
            return Destination.None;

        IOperation other = binary.LeftOperand == value ? binary.RightOperand : binary.LeftOperand;
        return Limits.Values.Of(other, CancellationToken).IsDerived ? Destination.None : Of(binary);
    }

    private Destination ThroughTuple(ITupleOperation tuple, IOperation value)
    {
        Destination found = Destination.None;
        foreach (IOperation taker in TupleElements.TakersOf(Code, tuple, tuple.Elements.IndexOf(value), Visited, CancellationToken))
            found |= taker is IFieldReferenceOperation { Field.ContainingType.IsTupleType: true } ? Of(taker) : ThroughTarget(taker);
        return found;
    }

    private Destination ThroughReturn(IReturnOperation returned)
    {
        if (OperationTree.MethodAround(returned) is not { } method)
            return ElementDestination.OfSelected(this, returned);

        // What is returned of an argument belongs to the call that gave it, not to each one.
        if (_entered.Contains(method) && Known.IsDuration(returned.ReturnedValue?.Type))
            return Destination.Returned;
        if (!Visited.Add(method))
            return Destination.None;

        if (method.AssociatedSymbol is IPropertySymbol property)
            return ThroughVariable(property.OriginalDefinition, returned);

        Destination found = Destination.None;
        foreach (IOperation caller in Code.Callers.Of(method, CancellationToken))
            found |= !IsItselfDerived && Limits.Values.Of(caller, CancellationToken).IsDerived ? Destination.None : Of(caller);
        return found;
    }

    // A duration or point in time that something is done to, or what holds some.
    private Destination ThroughInstance(IInvocationOperation invocation) =>
        Known.IsArithmetic(invocation.TargetMethod.ContainingType) && Known.IsTime(invocation.Type) && !Joins.IsJoinedByDerived(invocation.Arguments)
            ? Of(invocation)
            : ElementDestination.OfCall(this, invocation);
}
