using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>What locals and parameters hold: whatever is assigned to them anywhere.</summary>
internal static class VariableOrigin
{
    public static ValueOrigin Of(OriginEvaluator evaluator, ILocalReferenceOperation reference)
    {
        if (reference.Local is { HasConstantValue: true })
            return reference.ConstantValue.Value is 0 or -1 or 0L or -1L
                ? ValueOrigin.Unlimited
                : ValueOrigin.Fixed(FixedSource.Constant, reference.Local.Name);

        return evaluator.Once(reference.Local, inner => OfWrites(inner, reference.Local, reference));
    }

    public static ValueOrigin Of(OriginEvaluator evaluator, IParameterReferenceOperation reference)
    {
        IParameterSymbol parameter = reference.Parameter;
        if (evaluator.Frame is { } frame && frame.ArgumentFor(parameter.OriginalDefinition) is { } argument)
            return evaluator.InCaller(frame, argument).Or(Written(evaluator, parameter, reference));

        if (evaluator.Known.Product.IsContext(parameter.Type))
            return ValueOrigin.Derived;

        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda)
            return OfLambda(evaluator, reference, lambda);

        if (evaluator.Known.IsToken(parameter.Type) && parameter.ContainingSymbol is IMethodSymbol method && evaluator.Known.Product.IsJob(method))
            return ValueOrigin.Derived;

        if (evaluator.Known.IsToken(parameter.Type) && parameter.ContainingSymbol is IMethodSymbol function
            && OfBody(evaluator, reference, function) is { } body)
        {
            return body;
        }

        // What a property keeps in a field of its own is what is assigned to it.
        if (!evaluator.IsFresh && parameter.IsImplicitlyDeclared
            && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.PropertySet, AssociatedSymbol: IPropertySymbol property }
            && !property.IsIndexer
            && MemberOrigin.OfWrites(evaluator, property.OriginalDefinition, reference) is { Kinds: not ValueKinds.None } assigned)
        {
            return assigned;
        }

        if (evaluator.FollowsCallers && evaluator.Known.IsTime(parameter.Type) && IsDerivedForAll(evaluator, parameter.OriginalDefinition))
            return ValueOrigin.Derived;

        ValueOrigin origin = OfDeclaration(evaluator, parameter);
        ValueOrigin written = Written(evaluator, parameter, reference);

        // A parameter that is assigned a constant is mostly capped by it: then it is still the caller's.
        return written.IsFixed && origin.Has(ValueKinds.Parameter) && !IsDefaulted(evaluator, parameter, reference) ? origin : origin.Or(written);
    }

    private static ValueOrigin OfDeclaration(OriginEvaluator evaluator, IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue || evaluator.Known.IsToken(parameter.Type))
            return ValueOrigin.Parameter;

        return parameter.ExplicitDefaultValue switch
        {
            // Nothing stands in for what is left out: what does is found where the parameter is replaced.
            null => evaluator.Known.IsTime(parameter.Type) ? ValueOrigin.Nothing : ValueOrigin.Parameter,
            0 or -1 or 0L or -1L or 0d or -1d => ValueOrigin.Parameter,
            _ => ValueOrigin.Fixed(FixedSource.DefaultParameter, parameter.Name),
        };
    }

    // Hardly any parameter is written to, and its text tells: then nothing has to be bound.
    private static ValueOrigin Written(OriginEvaluator evaluator, IParameterSymbol parameter, IOperation near) =>
        evaluator.Known.IsTokenSource(parameter.Type) || evaluator.Code.References.MayWrite(parameter, evaluator.CancellationToken)
            ? evaluator.Once(parameter, inner => OfWrites(inner, parameter, near))
            : ValueOrigin.Nothing;

    private static bool IsDerivedForAll(OriginEvaluator evaluator, IParameterSymbol parameter) =>
        evaluator.OnceOutside(parameter.ContainingSymbol, inner =>
        {
            bool any = false;
            foreach (IOperation? passed in inner.Code.Callers.PassedFor(parameter, inner.CancellationToken))
            {
                if (!inner.Of(passed).IsDerived)
                    return ValueOrigin.Nothing;
                any = true;
            }

            return any ? ValueOrigin.Derived : ValueOrigin.Nothing;
        }).IsDerived;

    private static bool IsDefaulted(OriginEvaluator evaluator, IParameterSymbol parameter, IOperation near)
    {
        foreach (IOperation reference in evaluator.Code.References.To(parameter, near, evaluator.CancellationToken))
        {
            if (reference.Parent is ICoalesceAssignmentOperation)
                return true;
        }

        return false;
    }

    /// <summary>What is written to a variable anywhere and, of a source of cancellation, done to it.</summary>
    public static ValueOrigin OfHeld(OriginEvaluator evaluator, ISymbol variable, IOperation near) =>
        evaluator.Once(variable, inner => OfWrites(inner, variable, near));

    public static ValueOrigin OfWrites(OriginEvaluator evaluator, ISymbol variable, IOperation near)
    {
        ValueOrigin origin = ValueOrigin.Nothing;
        bool isSource = false;
        List<ICompoundAssignmentOperation>? changes = null;
        List<ISimpleAssignmentOperation>? updates = null;
        foreach (IOperation reference in evaluator.Code.References.To(variable, near, evaluator.CancellationToken))
        {
            isSource = isSource || evaluator.Known.IsTokenSource(reference.Type)
                || (reference is IVariableDeclaratorOperation declarator && evaluator.Known.IsTokenSource(declarator.Symbol.Type));
            if (reference.Parent is ICompoundAssignmentOperation change && change.Target == reference)
                (changes ??= []).Add(change);
            else if (reference.Parent is ISimpleAssignmentOperation update && update.Target == reference && IsUpdate(update, variable))
                (updates ??= []).Add(update);
            else if (WrittenOrigin.Of(evaluator, reference) is { } written)
                origin = origin.Or(written);
        }

        // left = left - reserve; what it was before is gone, unless the update is only made at times.
        foreach (ISimpleAssignmentOperation update in updates ?? [])
        {
            ValueOrigin made = evaluator.Made(variable, origin, inner => WrittenOrigin.Assigned(inner, update.Value, update));
            origin = update.Parent is IExpressionStatementOperation { Parent: IBlockOperation { Parent: IMethodBodyBaseOperation } }
                ? made
                : origin.Or(made);
        }

        if (changes is not null)
        {
            foreach (ICompoundAssignmentOperation change in changes)
            {
                ValueOrigin value = evaluator.Of(change.Value);
                origin = change.OperatorKind == BinaryOperatorKind.Subtract
                    ? ArithmeticOrigin.Difference(origin, value)
                    : ArithmeticOrigin.Sum(origin, value);
            }
        }

        return isSource ? SourceOrigin.WithUses(evaluator, origin, variable, near) : origin;
    }

    private static bool IsUpdate(ISimpleAssignmentOperation assignment, ISymbol variable) =>
        assignment.Value.DescendantsAndSelf().Any(operation => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter.OriginalDefinition, variable),
        _ => false,
    });

    private static ValueOrigin OfLambda(OriginEvaluator evaluator, IParameterReferenceOperation reference, IMethodSymbol lambda)
    {
        if (!evaluator.Known.IsToken(reference.Type))
        {
            if (CollectionElements.SeedFor(evaluator.Known, reference) is { } seed)
                return evaluator.Of(seed);

            return CollectionElements.CollectionFor(evaluator.Known, reference) is { } collection
                && evaluator.Of(collection) is { Kinds: not ValueKinds.None } element ? element : ValueOrigin.Parameter;
        }

        if (OfBody(evaluator, reference, lambda) is { } body)
            return body;
        if (LambdaUse.CallOf(reference, lambda) is not { } call)
            return ValueOrigin.Parameter;

        return LambdaUse.TokenOf(evaluator.Known, call) switch
        {
            { } token when evaluator.Known.Tasks.IsParallelLoop(call.TargetMethod) && evaluator.Of(token) is { IsStep: true } step => step,

            // What is called with no token, or a step's, may well make one of its own.
            { } token => evaluator.Of(token) is { IsUnlimited: false, IsStep: false } passed ? passed : ValueOrigin.Parameter,
            _ when LambdaUse.HasNoTokenOfItsOwn(evaluator.Known, call) => ValueOrigin.Unlimited,
            _ => ValueOrigin.Parameter,
        };
    }

    // Linked with what the operation was given.
    private static ValueOrigin? OfBody(OriginEvaluator evaluator, IParameterReferenceOperation reference, IMethodSymbol function)
    {
        if (!DurableBodies.IsBody(evaluator.Code, function, reference, out IInvocationOperation? operation, evaluator.CancellationToken))
            return null;

        IOperation? given = operation is null ? null : LambdaUse.TokenOf(evaluator.Known, operation);
        return given is null ? ValueOrigin.Step : ValueOrigin.Step.And(evaluator.Of(given));
    }
}
