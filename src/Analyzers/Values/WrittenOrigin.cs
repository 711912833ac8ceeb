using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>
/// What is written to a variable or member: by an assignment, a declaration, a pattern, a tuple that is taken apart, or a method that is handed it.
/// </summary>
internal static class WrittenOrigin
{
    /// <summary>What is written to a variable or member by this reference to it; null if it only reads.</summary>
    public static ValueOrigin? Of(OriginEvaluator evaluator, IOperation reference)
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
        }

        if (target is IPatternOperation pattern)
            return PatternOrigin.Of(evaluator, pattern);

        if (CollectionOrigin.Put(evaluator, target) is { } put)
            return put;

        if (reference is IVariableDeclaratorOperation declarator)
        {
            if (declarator.GetVariableInitializer() is { } initializer)
                return evaluator.Of(initializer.Value);
            if (declarator.Parent is IForEachLoopOperation loop)
                return evaluator.Of(loop.Collection);
        }

        return null;
    }

    /// <summary>What is assigned, given the condition under which it is.</summary>
    public static ValueOrigin Assigned(OriginEvaluator evaluator, IOperation value, ISimpleAssignmentOperation assignment)
    {
        ValueOrigin origin = evaluator.Of(value);
        if (!origin.IsFixed || !ChoiceOrigin.IsUnderTimeCondition(evaluator, assignment))
            return origin;

        return ChoiceOrigin.IsFloor(evaluator, assignment) ? ValueOrigin.Derived.Plus(ValueKinds.HasFloor) : ValueOrigin.Derived;
    }

    private static ValueOrigin OfDeconstruction(OriginEvaluator evaluator, IOperation element, ITupleOperation tuple)
    {
        int index = tuple.Elements.IndexOf(element);
        IOperation? outer = tuple.Parent;
        while (outer is IConversionOperation or IDeclarationExpressionOperation)
            outer = outer.Parent;

        if (TakenApart.ParameterFor(element) is { } parameter
            && OfTakenApart(evaluator, parameter, element) is { Kinds: not ValueKinds.None } taken)
        {
            return taken;
        }

        if (outer is IForEachLoopOperation loop)
            return OfLoop(evaluator, index, loop);
        if (outer is not IDeconstructionAssignmentOperation deconstruction)
            return ValueOrigin.Nothing;

        IOperation? value = OperationTree.Unwrapped(deconstruction.Value);
        if (value == tuple)
            return ValueOrigin.Nothing;

        ValueOrigin origin = ValueOrigin.Nothing;
        bool any = false;
        foreach (IOperation part in index >= 0 ? TupleElements.At(evaluator.Code, value, index, evaluator.CancellationToken) : [])
        {
            origin = origin.Or(evaluator.Of(part));
            any = true;
        }

        return any ? origin : evaluator.Of(value);
    }

    /// <summary>What a parameter of Deconstruct gives out: a property of a record, or what the project's own method assigns.</summary>
    public static ValueOrigin OfTakenApart(OriginEvaluator evaluator, IParameterSymbol parameter, IOperation near) =>
        TakenApart.PropertyFor(parameter) is { OriginalDefinition: var property }
            ? MemberOrigin.OfWrites(evaluator, property, near).Or(ValueOrigin.Parameter)
        : evaluator.Code.IsSource(parameter) ? evaluator.Once(parameter, inner => VariableOrigin.OfWrites(inner, parameter, near))
        : ValueOrigin.Nothing;

    // foreach ((string name, TimeSpan limit) in …): of a dictionary the second is what is found under the key. What else an element is taken apart
    // into is not known.
    private static ValueOrigin OfLoop(OriginEvaluator evaluator, int index, IForEachLoopOperation loop)
    {
        IOperation[] parts =
        [
            .. CollectionElements.Of(evaluator.Code, loop.Collection, evaluator.CancellationToken)
                .SelectMany(element => TupleElements.At(evaluator.Code, element, index, evaluator.CancellationToken)),
        ];
        if (parts.Length > 0)
            return evaluator.OfAny(parts);

        return index == 1 && evaluator.Known.IsDictionary(OperationTree.Unwrapped(loop.Collection)?.Type)
            ? evaluator.Of(loop.Collection)
            : ValueOrigin.Unknown;
    }

    private static ValueOrigin OfOut(OriginEvaluator evaluator, IArgumentOperation argument)
    {
        if (argument.Parent is not IInvocationOperation invocation)
            return ValueOrigin.Unknown;

        // What is parsed is where the number comes from; a key says nothing of what it leads to.
        ValueOrigin origin = evaluator.Of(invocation.Instance);
        if (evaluator.Known.IsCollection(invocation.Instance?.Type) && origin.Kinds != ValueKinds.None)
            return origin;
        foreach (IArgumentOperation other in invocation.Arguments)
        {
            if (other != argument && other.Parameter?.RefKind is RefKind.None or RefKind.In && !evaluator.Known.IsFormat(other.Parameter?.Type))
                origin = origin.And(evaluator.Of(other.Value));
        }

        if (argument.Parameter is not { } parameter || !evaluator.Code.IsSource(invocation.TargetMethod))
            return origin.Kinds == ValueKinds.None ? ValueOrigin.Unknown : origin;

        foreach (IMethodSymbol target in evaluator.Code.Implementations.Of(invocation.TargetMethod))
        {
            IParameterSymbol written = target.Parameters[parameter.Ordinal];
            origin = origin.Or(evaluator.Checked(target, evaluator.Once(written, inner => VariableOrigin.OfWrites(inner, written, argument))));
        }

        return origin;
    }
}
