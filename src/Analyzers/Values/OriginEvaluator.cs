using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>
/// Follows a value back to where it comes from: through variables, fields, properties, arithmetic and the compilation's own methods.
/// One evaluator answers one question, and is not shared.
/// </summary>
internal sealed class OriginEvaluator(TimeValues values, CancellationToken cancellationToken, CallFrame? frame = null)
    : SourceWalker<ValueOrigin>(values.Code, cancellationToken)
{
    private Dictionary<ISymbol, ValueOrigin>? _assumed;

    public TimeValues Values { get; } = values;

    /// <summary>
    /// The call whose body is being looked at, so that its parameters are this call's arguments; null for the body of nobody's call.
    /// </summary>
    public CallFrame? Frame { get; private set; } = frame;

    /// <summary>
    /// Whether a token that is a parameter is what the compilation's calls pass, if all of them pass something derived. Else it is its caller's
    /// business.
    /// </summary>
    public bool FollowsCallers { get; init; }

    /// <summary>Whether of a source of cancellation only counts what it was made with, and not the delays that are set later.</summary>
    public bool IgnoresDelays { get; init; }

    /// <summary>Whether nothing is being followed yet, so that an answer is not cut short by what is.</summary>
    public bool IsFresh => Visited.Count == 0;

    protected override ValueOrigin Follow(IOperation operation) =>
        operation.ConstantValue is { HasValue: true } constant && operation is not (IFieldReferenceOperation or ILocalReferenceOperation)
            ? OfConstant(constant.Value)
            : base.Follow(operation);

    protected override ValueOrigin OfLocal(ILocalReferenceOperation local) => VariableOrigin.Of(this, local);

    protected override ValueOrigin OfParameter(IParameterReferenceOperation parameter) => VariableOrigin.Of(this, parameter);

    protected override ValueOrigin OfField(IFieldReferenceOperation field) => MemberOrigin.Of(this, field);

    protected override ValueOrigin OfProperty(IPropertyReferenceOperation property) => MemberOrigin.Of(this, property);

    protected override ValueOrigin OfCall(IInvocationOperation invocation) => CallOrigin.Of(this, invocation);

    protected override ValueOrigin OfCreation(IObjectCreationOperation creation) => CallOrigin.Of(this, creation);

    protected override ValueOrigin OfChoice(IConditionalOperation conditional) => ChoiceOrigin.Of(this, conditional);

    protected override ValueOrigin OfSwitch(ISwitchExpressionOperation switched) => ChoiceOrigin.Of(this, switched);

    protected override ValueOrigin OfOther(IOperation operation) => operation switch
    {
        IBinaryOperation binary => ArithmeticOrigin.Of(this, binary),
        IUnaryOperation unary => Of(unary.Operand),
        ICompoundAssignmentOperation assignment => ArithmeticOrigin.Of(this, assignment),
        IDefaultValueOperation when Known.IsToken(operation.Type) => ValueOrigin.Unlimited,
        ITupleOperation tuple => OfAny(tuple.Elements),
        IArrayElementReferenceOperation element => Of(element.ArrayReference),

        // limits[^1]
        IImplicitIndexerReferenceOperation element when Known.IsCollection(element.Instance.Type) => Of(element.Instance),
        IMethodReferenceOperation reference => OfReturned(reference.Method, reference.Instance, []) ?? ValueOrigin.Nothing,
        IInterpolatedStringOperation text => All(text.ChildOperations),
        IInterpolationOperation part => Of(part.Expression),
        _ => ValueOrigin.Nothing,
    };

    /// <summary>Whether an assignment raises a remaining time to a constant.</summary>
    public bool IsFloor(IOperation assignment) =>
        assignment is ISimpleAssignmentOperation simple && ChoiceOrigin.IsFloor(this, simple)
            && WrittenOrigin.Assigned(this, simple.Value, simple).Has(ValueKinds.HasFloor) && !Of(simple.Value).IsDerived;

    /// <summary>What a variable or member holds.</summary>
    public ValueOrigin OfVariable(ISymbol variable, IOperation near) => VariableOrigin.OfHeld(this, variable, near);

    /// <summary>The union over several values, of which one is taken.</summary>
    public override ValueOrigin OfAny(IEnumerable<IOperation> operations)
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
        ImmutableArray<IMethodSymbol> targets = Code.Implementations.Of(method);
        if (targets.IsEmpty || (Frame?.Depth ?? 0) >= SearchLimits.DeepestCall)
            return null;

        ValueOrigin origin = ValueOrigin.Nothing;
        bool any = false;
        foreach (IMethodSymbol target in targets)
        {
            if (!Visited.Add(target))
                continue;

            CallFrame? outer = Frame;
            Frame = new CallFrame(target, receiver, arguments, outer);
            ValueOrigin of = ValueOrigin.Nothing;
            foreach (IOperation returned in Code.ReturnsOf(target, CancellationToken))
            {
                any = true;
                of = of.Or(ChoiceOrigin.Guarded(this, returned, Of(returned)));
            }

            origin = origin.Or(Checked(target, of));

            Frame = outer;
            Visited.Remove(target);
        }

        return any ? origin : null;
    }

    /// <summary>What a method makes of the remaining time is not negative by oversight if it compares it with anything.</summary>
    public ValueOrigin Checked(IMethodSymbol method, ValueOrigin origin) =>
        origin.Has(ValueKinds.MayBeNegative) && Code.BodiesOf(method, CancellationToken).Any(body => ChoiceOrigin.IsDecidedByTime(this, body))
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
        if (!Visited.Add(symbol))
            return _assumed is not null && _assumed.TryGetValue(symbol, out ValueOrigin assumed) ? assumed : ValueOrigin.Nothing;

        ValueOrigin origin = evaluate(this);
        Visited.Remove(symbol);
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
