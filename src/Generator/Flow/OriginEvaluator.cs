using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>
/// Follows a value back to where it comes from: through variables, fields, properties, arithmetic and the compilation's own methods.
/// One evaluator answers one question, and is not shared.
/// </summary>
internal sealed class OriginEvaluator(CallFlow flow, CancellationToken cancellationToken)
{
    private const int DeepestCall = 8;
    private const int MostSteps = 4000;

    // Expressions may be nested as deep as generated text makes them, and the stack is the compiler's.
    private const int Deepest = 200;

    private readonly HashSet<ISymbol> _visiting = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, ValueOrigin>? _assumed;
    private int _steps;
    private int _depth;

    public CallFlow Flow { get; } = flow;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The call whose body is being looked at, so that its parameters are this call's arguments; null for the body of nobody's call.</summary>
    public CallFrame? Frame { get; private set; }

    /// <summary>
    /// Whether a token that is a parameter is what the compilation's calls pass, if all of them pass something derived. Else it is its caller's business.
    /// </summary>
    public bool FollowsCallers { get; init; }

    /// <summary>Whether of a source of cancellation only counts what it was made with, and not the delays that are set later.</summary>
    public bool IgnoresDelays { get; init; }

    /// <summary>Whether nothing is being followed yet, so that an answer is not cut short by what is.</summary>
    public bool IsFresh => _visiting.Count == 0;

    /// <summary>Whether it gave up on the way, so that the answer may be another one for whoever begins elsewhere.</summary>
    public bool HasGivenUp => _steps > MostSteps;

    public ValueOrigin Of(IOperation? operation)
    {
        if (operation is null || ++_steps > MostSteps || _depth >= Deepest)
            return ValueOrigin.Nothing;

        CancellationToken.ThrowIfCancellationRequested();
        _depth++;
        ValueOrigin origin = Follow(operation);
        _depth--;
        return origin;
    }

    private ValueOrigin Follow(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true } constant && operation is not (IFieldReferenceOperation or ILocalReferenceOperation))
            return OfConstant(constant.Value);

        return operation switch
        {
            IConversionOperation conversion => Of(conversion.Operand),
            IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
            IAwaitOperation awaited => Of(awaited.Operation),
            ILocalReferenceOperation local => VariableOrigin.Of(this, local),
            IParameterReferenceOperation parameter => VariableOrigin.Of(this, parameter),
            IFieldReferenceOperation field => MemberOrigin.Of(this, field),
            IPropertyReferenceOperation property => MemberOrigin.Of(this, property),
            IInvocationOperation invocation => CallOrigin.Of(this, invocation),
            IObjectCreationOperation creation => CallOrigin.Of(this, creation),
            IBinaryOperation binary => ArithmeticOrigin.Of(this, binary),
            IUnaryOperation unary => Of(unary.Operand),
            IConditionalOperation { WhenFalse: not null } conditional => ChoiceOrigin.Of(this, conditional),
            ISwitchExpressionOperation switched => ChoiceOrigin.Of(this, switched),
            ICoalesceOperation coalesce => Of(coalesce.Value).Or(Of(coalesce.WhenNull)),
            IConditionalAccessOperation access => Of(access.WhenNotNull),
            IConditionalAccessInstanceOperation instance => Of(OperationTree.ReceiverOf(instance)),
            ISimpleAssignmentOperation assignment => Of(assignment.Value),
            ICoalesceAssignmentOperation assignment => Of(assignment.Target).Or(Of(assignment.Value)),
            ICompoundAssignmentOperation assignment => ArithmeticOrigin.Of(this, assignment),
            IDefaultValueOperation when Library.IsToken(operation.Type) => ValueOrigin.Unlimited,
            ITupleOperation tuple => Any(tuple.Elements),
            IArrayElementReferenceOperation element => Of(element.ArrayReference),
            IArrayCreationOperation { Initializer: { } elements } => Any(elements.ElementValues),
            ICollectionExpressionOperation collection => Any(collection.Elements),
            IInterpolatedStringOperation text => All(text.ChildOperations),
            IInterpolationOperation part => Of(part.Expression),
            IDelegateCreationOperation created => Of(created.Target),
            IAnonymousFunctionOperation function => Any(OperationTree.ReturnsIn(function.Body)),
            _ => ValueOrigin.Nothing,
        };
    }

    /// <summary>Whether an assignment raises a remaining time to a constant.</summary>
    public bool IsFloor(IOperation assignment) =>
        assignment is ISimpleAssignmentOperation simple && VariableOrigin.Assigned(this, simple.Value, simple).Has(ValueKinds.HasFloor) && !Of(simple.Value).IsDerived;

    /// <summary>What a variable or member holds.</summary>
    public ValueOrigin OfVariable(ISymbol variable, IOperation near) => VariableOrigin.OfHeld(this, variable, near);

    /// <summary>The union over several values, of which one is taken.</summary>
    public ValueOrigin Any(IEnumerable<IOperation> operations)
    {
        ValueOrigin origin = ValueOrigin.Nothing;
        foreach (IOperation operation in operations)
            origin = origin.Or(Of(operation));
        return origin;
    }

    /// <summary>What a computation from all of these is.</summary>
    public ValueOrigin All(IEnumerable<IOperation> operations)
    {
        ValueOrigin origin = ValueOrigin.Nothing;
        foreach (IOperation operation in operations)
            origin = origin.And(Of(operation));
        return origin;
    }

    /// <summary>What a call of a method of the compilation returns, its parameters being the call's arguments; null if it has no body here.</summary>
    public ValueOrigin? OfReturned(IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments)
    {
        ImmutableArray<IMethodSymbol> targets = Flow.Implementations.Of(method);
        if (targets.IsEmpty || (Frame?.Depth ?? 0) >= DeepestCall)
            return null;

        ValueOrigin origin = ValueOrigin.Nothing;
        bool any = false;
        foreach (IMethodSymbol target in targets)
        {
            if (!_visiting.Add(target))
                continue;

            CallFrame? outer = Frame;
            Frame = new CallFrame(target, receiver, arguments, outer);
            ValueOrigin of = ValueOrigin.Nothing;
            foreach (IOperation returned in Flow.Code.ReturnsOf(target, CancellationToken))
            {
                any = true;
                of = of.Or(ChoiceOrigin.Guarded(this, returned, Of(returned)));
            }

            origin = origin.Or(Checked(target, of));

            Frame = outer;
            _visiting.Remove(target);
        }

        return any ? origin : null;
    }

    /// <summary>What a method makes of the remaining time is not negative by oversight if it compares it with anything.</summary>
    public ValueOrigin Checked(IMethodSymbol method, ValueOrigin origin) =>
        origin.Has(ValueKinds.MayBeNegative) && Flow.Code.BodiesOf(method, CancellationToken).Any(body => ChoiceOrigin.IsDecidedByTime(this, body))
            ? origin.Without(ValueKinds.MayBeNegative)
            : origin;

    /// <summary>Evaluates in the place from which the current body was called.</summary>
    public ValueOrigin InCaller(CallFrame frame, IOperation argument)
    {
        CallFrame? inner = Frame;
        Frame = frame.Caller;
        ValueOrigin origin = Of(argument);
        Frame = inner;
        return origin;
    }

    /// <summary>Evaluates without regard to who called: what holds for a variable or member whoever asks.</summary>
    public ValueOrigin Once(ISymbol symbol, Func<OriginEvaluator, ValueOrigin> evaluate)
    {
        if (!_visiting.Add(symbol))
            return _assumed is not null && _assumed.TryGetValue(symbol, out ValueOrigin assumed) ? assumed : ValueOrigin.Nothing;

        ValueOrigin origin = evaluate(this);
        _visiting.Remove(symbol);
        return origin;
    }

    /// <summary>What an operation makes of a variable, given what that held before.</summary>
    public ValueOrigin Made(ISymbol variable, ValueOrigin before, Func<OriginEvaluator, ValueOrigin> evaluate)
    {
        _assumed ??= new Dictionary<ISymbol, ValueOrigin>(SymbolEqualityComparer.Default);
        _assumed[variable] = before;
        ValueOrigin origin = evaluate(this);
        _assumed.Remove(variable);
        return origin;
    }

    /// <inheritdoc cref="Once"/>
    public ValueOrigin OnceOutside(ISymbol symbol, Func<OriginEvaluator, ValueOrigin> evaluate)
    {
        CallFrame? inner = Frame;
        Frame = null;
        ValueOrigin origin = Once(symbol, evaluate);
        Frame = inner;
        return origin;
    }

    private static ValueOrigin OfConstant(object? value) => value switch
    {
        null or string or bool or char => ValueOrigin.Nothing,
        -1 or -1L or -1d or int.MaxValue or (long)int.MaxValue or (double)int.MaxValue or long.MaxValue or uint.MaxValue => ValueOrigin.Unlimited,
        0 or 0L or 0d or 0f => ValueOrigin.Nothing,
        _ => ValueOrigin.Fixed(FixedSource.Constant),
    };
}
