using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>What locals and parameters hold: whatever is assigned to them anywhere.</summary>
internal static class VariableOrigin
{
    public static ValueOrigin Of(OriginEvaluator evaluator, ILocalReferenceOperation reference)
    {
        if (reference.Local is { HasConstantValue: true })
            return reference.ConstantValue.Value is 0 or -1 or 0L or -1L ? ValueOrigin.Unlimited : ValueOrigin.Fixed(FixedSource.Constant, reference.Local.Name);

        return evaluator.Once(reference.Local, inner => OfWrites(inner, reference.Local, reference));
    }

    public static ValueOrigin Of(OriginEvaluator evaluator, IParameterReferenceOperation reference)
    {
        IParameterSymbol parameter = reference.Parameter;
        if (evaluator.Frame is { } frame && frame.ArgumentFor(parameter.OriginalDefinition) is { } argument)
            return evaluator.InCaller(frame, argument).Or(Written(evaluator, parameter, reference));

        if (Library.IsContext(parameter.Type))
            return ValueOrigin.Derived;

        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda)
            return OfLambda(evaluator, reference, lambda);

        if (Library.IsToken(parameter.Type) && parameter.ContainingSymbol is IMethodSymbol method && evaluator.Flow.IsJob(method))
            return ValueOrigin.Derived;

        // What a property keeps in a field of its own is what is assigned to it.
        if (!evaluator.IsFresh && parameter is { IsImplicitlyDeclared: true, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.PropertySet, AssociatedSymbol: IPropertySymbol { IsIndexer: false } property } }
            && MemberOrigin.OfWrites(evaluator, property.OriginalDefinition, reference) is { Kinds: not ValueKinds.None } assigned)
        {
            return assigned;
        }

        if (evaluator.FollowsCallers && Library.IsTime(parameter.Type) && IsDerivedForAll(evaluator, parameter.OriginalDefinition))
            return ValueOrigin.Derived;

        ValueOrigin origin = OfDeclaration(parameter);
        ValueOrigin written = Written(evaluator, parameter, reference);

        // A parameter that is assigned a constant is mostly capped by it: then it is still the caller's.
        return written.IsFixed && origin.Has(ValueKinds.Parameter) && !IsDefaulted(evaluator, parameter, reference) ? origin : origin.Or(written);
    }

    /// <summary>What is written to a variable or member by this reference to it; null if it only reads.</summary>
    public static ValueOrigin? WrittenBy(OriginEvaluator evaluator, IOperation reference)
    {
        IOperation target = reference;
        while (target.Parent is IConversionOperation or IDeclarationExpressionOperation or IParenthesizedOperation)
            target = target.Parent;

        switch (target.Parent)
        {
            case ISimpleAssignmentOperation assignment when assignment.Target == target:
                return Assigned(evaluator, assignment.Value, assignment);
            case ICoalesceAssignmentOperation assignment when assignment.Target == target:
                return evaluator.Of(assignment.Value);
            case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument:
                return OfOut(evaluator, argument);
            case ITupleOperation tuple:
                return OfDeconstruction(evaluator, target, tuple);
            case IIsPatternOperation pattern when pattern.Pattern == target:
                return evaluator.Of(pattern.Value);
            case IPropertySubpatternOperation subpattern when subpattern.Pattern == target:
                return evaluator.Of(subpattern.Member);
            case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation switched }:
                return evaluator.Of(switched.Value);
        }

        if (reference is IVariableDeclaratorOperation declarator)
        {
            if (declarator.GetVariableInitializer() is { } initializer)
                return evaluator.Of(initializer.Value);
            if (declarator.Parent is IForEachLoopOperation loop)
                return evaluator.Of(loop.Collection);
        }

        return null;
    }

    /// <summary>A source of cancellation is also what is done to it: a delay set, a cancel, being handed to somebody.</summary>
    public static ValueOrigin OfUse(OriginEvaluator evaluator, IOperation reference)
    {
        IOperation use = reference;
        while (use.Parent is IConversionOperation)
            use = use.Parent;
        if (use.Parent is IConditionalAccessOperation access && access.Operation == use)
            use = OperationTree.InstanceIn(access) ?? use;

        switch (use.Parent)
        {
            case IInvocationOperation invocation when invocation.Instance == use:
                return invocation.TargetMethod.Name switch
                {
                    "CancelAfter" when evaluator.IgnoresDelays => ValueOrigin.Nothing,
                    "CancelAfter" => evaluator.Of(invocation.Arguments[0].Value),
                    "Cancel" or "CancelAsync" => ValueOrigin.Unknown,
                    _ => ValueOrigin.Nothing,
                };
            case IArgumentOperation or IReturnOperation or IAnonymousFunctionOperation:
                return ValueOrigin.Unknown;
            case ISimpleAssignmentOperation assignment when assignment.Value == use && assignment.Target is not (ILocalReferenceOperation or IDiscardOperation):
                return ValueOrigin.Unknown;
            default:
                return ValueOrigin.Nothing;
        }
    }

    private static ValueOrigin OfDeclaration(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue || Library.IsToken(parameter.Type))
            return ValueOrigin.Parameter;

        return parameter.ExplicitDefaultValue switch
        {
            // Nothing stands in for what is left out: what does is found where the parameter is replaced.
            null => Library.IsTime(parameter.Type) ? ValueOrigin.Nothing : ValueOrigin.Parameter,
            0 or -1 or 0L or -1L or 0d or -1d => ValueOrigin.Parameter,
            _ => ValueOrigin.Fixed(FixedSource.DefaultParameter, parameter.Name),
        };
    }

    // Hardly any parameter is written to, and its text tells: then nothing has to be bound.
    private static ValueOrigin Written(OriginEvaluator evaluator, IParameterSymbol parameter, IOperation near) =>
        Library.IsTokenSource(parameter.Type) || evaluator.Flow.Code.MayBeWritten(parameter, evaluator.CancellationToken)
            ? evaluator.Once(parameter, inner => OfWrites(inner, parameter, near))
            : ValueOrigin.Nothing;

    private static bool IsDerivedForAll(OriginEvaluator evaluator, IParameterSymbol parameter) =>
        evaluator.OnceOutside(parameter.ContainingSymbol, inner =>
        {
            bool any = false;
            foreach (IOperation? passed in inner.Flow.Callers.PassedFor(parameter, inner.CancellationToken))
            {
                if (!inner.Of(passed).IsDerived)
                    return ValueOrigin.Nothing;
                any = true;
            }

            return any ? ValueOrigin.Derived : ValueOrigin.Nothing;
        }).IsDerived;

    private static bool IsDefaulted(OriginEvaluator evaluator, IParameterSymbol parameter, IOperation near)
    {
        foreach (IOperation reference in evaluator.Flow.Code.ReferencesTo(parameter, near, evaluator.CancellationToken))
        {
            if (reference.Parent is ICoalesceAssignmentOperation)
                return true;
        }

        return false;
    }

    /// <summary>What is written to a variable anywhere and, of a source of cancellation, done to it.</summary>
    public static ValueOrigin OfHeld(OriginEvaluator evaluator, ISymbol variable, IOperation near) =>
        evaluator.Once(variable, inner => OfWrites(inner, variable, near));

    private static ValueOrigin OfWrites(OriginEvaluator evaluator, ISymbol variable, IOperation near)
    {
        ValueOrigin origin = ValueOrigin.Nothing;
        bool isSource = false;
        List<ICompoundAssignmentOperation>? changes = null;
        List<ISimpleAssignmentOperation>? updates = null;
        foreach (IOperation reference in evaluator.Flow.Code.ReferencesTo(variable, near, evaluator.CancellationToken))
        {
            isSource = isSource || Library.IsTokenSource(reference.Type) || (reference is IVariableDeclaratorOperation declarator && Library.IsTokenSource(declarator.Symbol.Type));
            if (reference.Parent is ICompoundAssignmentOperation change && change.Target == reference)
                (changes ??= []).Add(change);
            else if (reference.Parent is ISimpleAssignmentOperation update && update.Target == reference && IsUpdate(update, variable))
                (updates ??= []).Add(update);
            else if (WrittenBy(evaluator, reference) is { } written)
                origin = origin.Or(written);
        }

        // left = left - reserve; what it was before is gone, unless the update is only made at times.
        foreach (ISimpleAssignmentOperation update in updates ?? [])
        {
            ValueOrigin made = evaluator.Made(variable, origin, inner => Assigned(inner, update.Value, update));
            origin = update.Parent is IExpressionStatementOperation { Parent: IBlockOperation { Parent: IMethodBodyBaseOperation } } ? made : origin.Or(made);
        }

        if (changes is not null)
        {
            foreach (ICompoundAssignmentOperation change in changes)
            {
                ValueOrigin value = evaluator.Of(change.Value);
                origin = change.OperatorKind == BinaryOperatorKind.Subtract ? ArithmeticOrigin.Difference(origin, value) : ArithmeticOrigin.Sum(origin, value);
            }
        }

        return isSource ? WithUses(evaluator, origin, variable, near) : origin;
    }

    private static bool IsUpdate(ISimpleAssignmentOperation assignment, ISymbol variable) => assignment.Value.DescendantsAndSelf().Any(operation => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter.OriginalDefinition, variable),
        _ => false,
    });

    /// <summary>What a source of cancellation is, given what is assigned to the variable or member that holds it.</summary>
    public static ValueOrigin WithUses(OriginEvaluator evaluator, ValueOrigin origin, ISymbol variable, IOperation near)
    {
        foreach (IOperation reference in evaluator.Flow.Code.ReferencesTo(variable, near, evaluator.CancellationToken))
            origin = origin.And(OfUse(evaluator, reference));
        return origin;
    }

    /// <summary>What is assigned, given the condition under which it is.</summary>
    public static ValueOrigin Assigned(OriginEvaluator evaluator, IOperation value, ISimpleAssignmentOperation assignment)
    {
        ValueOrigin origin = evaluator.Of(value);
        if (!origin.IsFixed || !ChoiceOrigin.IsUnderTimeCondition(evaluator, assignment))
            return origin;

        return ChoiceOrigin.IsFloor(assignment) ? ValueOrigin.Derived.Plus(ValueKinds.HasFloor) : ValueOrigin.Derived;
    }

    private static ValueOrigin OfDeconstruction(OriginEvaluator evaluator, IOperation element, ITupleOperation tuple)
    {
        int index = tuple.Elements.IndexOf(element);
        IOperation? outer = tuple.Parent;
        while (outer is IConversionOperation or IDeclarationExpressionOperation)
            outer = outer.Parent;

        if (outer is not IDeconstructionAssignmentOperation deconstruction)
            return ValueOrigin.Nothing;

        IOperation? value = OperationTree.Unwrapped(deconstruction.Value);
        if (value == tuple)
            return ValueOrigin.Nothing;

        ValueOrigin origin = ValueOrigin.Nothing;
        bool any = false;
        foreach (IOperation part in index >= 0 ? TupleElements.At(evaluator.Flow.Code, value, index, evaluator.CancellationToken) : [])
        {
            origin = origin.Or(evaluator.Of(part));
            any = true;
        }

        return any ? origin : evaluator.Of(value);
    }

    private static ValueOrigin OfOut(OriginEvaluator evaluator, IArgumentOperation argument)
    {
        if (argument.Parent is not IInvocationOperation invocation)
            return ValueOrigin.Unknown;

        // What is parsed is where the number comes from.
        ValueOrigin origin = evaluator.Of(invocation.Instance);
        foreach (IArgumentOperation other in invocation.Arguments)
        {
            if (other != argument && other.Parameter?.RefKind is RefKind.None or RefKind.In && !CallOrigin.IsFormat(other))
                origin = origin.And(evaluator.Of(other.Value));
        }

        if (argument.Parameter is not { } parameter || !evaluator.Flow.Code.IsSource(invocation.TargetMethod))
            return origin.Kinds == ValueKinds.None ? ValueOrigin.Unknown : origin;

        foreach (IMethodSymbol target in evaluator.Flow.Implementations.Of(invocation.TargetMethod))
        {
            IParameterSymbol written = target.Parameters[parameter.Ordinal];
            origin = origin.Or(evaluator.Checked(target, evaluator.Once(written, inner => OfWrites(inner, written, argument))));
        }

        return origin;
    }

    private static ValueOrigin OfLambda(OriginEvaluator evaluator, IParameterReferenceOperation reference, IMethodSymbol lambda)
    {
        if (LambdaUse.CallOf(reference, lambda) is not { } call || !Library.IsToken(reference.Type))
            return ValueOrigin.Parameter;

        return LambdaUse.TokenOf(call) switch
        {
            // What is called with no token may well make one of its own.
            { } token => evaluator.Of(token) is { IsUnlimited: false } passed ? passed : ValueOrigin.Parameter,
            _ when LambdaUse.HasNoTokenOfItsOwn(call) => ValueOrigin.Unlimited,
            _ => ValueOrigin.Parameter,
        };
    }
}
