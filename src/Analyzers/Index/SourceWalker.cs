using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Follows a value back to what it is made of. What every such search passes through alike stands here: conversions, awaits, choices, question marks,
/// delegates. What it makes of variables, members, calls and creations is its own.
/// </summary>
internal abstract class SourceWalker<T>(CodeIndex code, CancellationToken cancellationToken) : Walker<T>(code, cancellationToken)
    where T : struct
{
    protected override T Follow(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Of(conversion.Operand),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        IAwaitOperation awaited => Of(awaited.Operation),
        IConditionalAccessOperation access => Of(access.WhenNotNull),
        IConditionalAccessInstanceOperation instance => Of(OperationTree.ReceiverOf(instance)),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput } instance => Of(PatternInputs.Of(instance)),
        IDelegateCreationOperation created => Of(created.Target),
        ITranslatedQueryOperation query => Of(query.Operation),
        ISimpleAssignmentOperation assignment => Of(assignment.Value),
        ICoalesceOperation coalesce => OfAny([coalesce.Value, coalesce.WhenNull]),
        ICoalesceAssignmentOperation assignment => OfAny([assignment.Target, assignment.Value]),
        IConditionalOperation { WhenFalse: not null } conditional => OfChoice(conditional),
        ISwitchExpressionOperation switched => OfSwitch(switched),
        IArrayCreationOperation { Initializer: { } elements } => OfAny(elements.ElementValues),
        IArrayInitializerOperation elements => OfAny(elements.ElementValues),
        ICollectionExpressionOperation collection => OfAny(collection.Elements),
        IAnonymousFunctionOperation function => OfAny(OperationTree.ReturnsIn(function.Body)),
        ILocalReferenceOperation local => OfLocal(local),
        IFieldReferenceOperation field => OfField(field),
        IPropertyReferenceOperation property => OfProperty(property),
        IParameterReferenceOperation parameter => OfParameter(parameter),
        IInvocationOperation invocation => OfCall(invocation),
        IObjectCreationOperation creation => OfCreation(creation),
        _ => OfOther(operation),
    };

    /// <summary>The answer where one of several values is taken, whichever it is.</summary>
    public abstract T OfAny(IEnumerable<IOperation> operations);

    protected abstract T OfLocal(ILocalReferenceOperation local);

    protected abstract T OfField(IFieldReferenceOperation field);

    protected abstract T OfProperty(IPropertyReferenceOperation property);

    protected abstract T OfParameter(IParameterReferenceOperation parameter);

    protected abstract T OfCall(IInvocationOperation invocation);

    protected abstract T OfCreation(IObjectCreationOperation creation);

    protected virtual T OfChoice(IConditionalOperation conditional) => OfAny([conditional.WhenTrue, conditional.WhenFalse!]);

    protected virtual T OfSwitch(ISwitchExpressionOperation switched) => OfAny(switched.Arms.Select(static arm => arm.Value));

    /// <summary>The answer for operations that no value passes through.</summary>
    protected virtual T OfOther(IOperation operation) => default;
}
