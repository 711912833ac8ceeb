using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>What calls return and creations make.</summary>
internal static class CallOrigin
{
    public static ValueOrigin Of(OriginEvaluator evaluator, IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        INamedTypeSymbol? type = method.ContainingType;
        if (evaluator.Code.Settings.IsDerivedMember(method))
            return ValueOrigin.Derived;
        if (evaluator.Known.Product.IsBudget(type) || evaluator.Known.Product.IsBudget(method.ReturnType))
            return ValueOrigin.Derived;
        if (evaluator.Known.Clock.IsMember(method))
            return ValueOrigin.Clock;
        if (evaluator.Known.IsEnvironmentVariable(method))
            return ValueOrigin.Fixed(FixedSource.Environment, NameIn(invocation));
        if (evaluator.Known.IsConfiguration(type))
            return ValueOrigin.Fixed(FixedSource.Configuration, NameIn(invocation));
        if (evaluator.Known.IsOptions(type))
            return ValueOrigin.Fixed(FixedSource.Configuration);
        if (evaluator.Known.Tasks.IsLink(method))
            return Linked(evaluator, invocation);
        if (method.Name != "Min" && method.Name != "Max" && CollectionOrigin.Of(evaluator, invocation) is { Kinds: not ValueKinds.None } taken)
            return taken;
        if (evaluator.Known.IsArithmetic(type))
            return Computed(evaluator, invocation);
        if (evaluator.Known.Tasks.IsWrapping(method))
            return evaluator.Of(invocation.Arguments[0].Value);
        if (method.MethodKind == MethodKind.DelegateInvoke && Returned(evaluator, invocation) is { } made)
            return made;

        if (evaluator.OfReturned(method, invocation.Instance, invocation.Arguments) is { } returned)
            return returned.Kinds == ValueKinds.None && Gathered(evaluator, invocation).IsDerived ? ValueOrigin.Derived : returned;

        ValueOrigin gathered = Gathered(evaluator, invocation);
        if (gathered.IsDerived)
            return ValueOrigin.Derived;
        if (gathered.IsFixed && gathered.Source >= FixedSource.Configuration)
            return gathered;

        // A helper from elsewhere that is given nothing but constants, such as 5.Seconds().
        return gathered.Kinds == ValueKinds.Fixed && !evaluator.Code.IsSource(method) && method.IsStatic
            && evaluator.Known.IsTime(method.ReturnType) ? gathered : ValueOrigin.Unknown;
    }

    public static ValueOrigin Of(OriginEvaluator evaluator, IObjectCreationOperation creation)
    {
        if (evaluator.Known.IsTokenSource(creation.Type))
            return creation.Arguments.Length > 0 ? evaluator.Of(creation.Arguments[0].Value) : ValueOrigin.Unlimited;
        if (evaluator.Known.IsToken(creation.Type))
            return creation.Arguments.Length > 0
                && creation.Arguments[0].Value.ConstantValue is { HasValue: true, Value: true } ? ValueOrigin.Unknown : ValueOrigin.Unlimited;

        if (!evaluator.Code.IsSource(creation.Type!) && evaluator.Known.IsCollection(creation.Type))
            return CollectionOrigin.Of(evaluator, creation);
        if (evaluator.Known.Lazy.Is(creation.Type))
            return evaluator.Of(creation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name is "valueFactory" or "value")?.Value);

        ValueOrigin origin = ValueOrigin.Nothing;
        foreach (IArgumentOperation argument in creation.Arguments)
            origin = origin.And(evaluator.Of(argument.Value));

        // Of an object only that it was made with the remaining time is of interest: its members tell the rest.
        return evaluator.Known.IsArithmetic(creation.Type)
            || (creation.Constructor is { } constructor && evaluator.Known.Tasks.IsWrapping(constructor))
            || origin.IsDerived ? origin : ValueOrigin.Nothing;
    }

    // _limits[mode](): what the lambda or method that is called returns. One that is a parameter is not seen.
    private static ValueOrigin? Returned(OriginEvaluator evaluator, IInvocationOperation invocation)
    {
        ValueOrigin returned = evaluator.Of(invocation.Instance);
        return returned.IsFixed && Gathered(evaluator, invocation).IsDerived ? ValueOrigin.Derived
            : (returned.Kinds & ~ValueKinds.Parameter) == ValueKinds.None ? null
            : returned;
    }

    private static ValueOrigin Linked(OriginEvaluator evaluator, IInvocationOperation invocation)
    {
        ValueOrigin origin = ValueOrigin.Nothing;
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            // Linked are all of them, however they are handed over.
            origin = argument.Value is IArrayCreationOperation { Initializer: { } elements }
                ? origin.And(evaluator.All(elements.ElementValues))
                : argument.Value is ICollectionExpressionOperation collection
                ? origin.And(evaluator.All(collection.Elements))
                : origin.And(evaluator.Of(argument.Value));
        }

        return origin;
    }

    private static ValueOrigin Computed(OriginEvaluator evaluator, IInvocationOperation invocation)
    {
        ValueOrigin gathered = Gathered(evaluator, invocation);
        if (gathered.Kinds == ValueKinds.None && invocation.TargetMethod.Name is "Parse" or "FromMilliseconds" or "FromSeconds" or "FromMinutes")
            return ParsesText(invocation) ? ValueOrigin.Fixed(FixedSource.Constant) : gathered;
        if (!gathered.IsDerived)
            return gathered;

        return invocation.TargetMethod.Name switch
        {
            "Max" when IsClamp(evaluator, invocation) => gathered.Without(ValueKinds.MayBeNegative),
            "Max" => gathered.Without(ValueKinds.MayBeNegative).Plus(ValueKinds.HasFloor),
            "Clamp" => ConstantTime.IsLong(evaluator.Known, invocation.Arguments[1].Value, invocation)
                ? gathered.Without(ValueKinds.MayBeNegative).Plus(ValueKinds.HasFloor)
                : gathered.Without(ValueKinds.MayBeNegative),
            "Abs" or "Duration" => gathered.Without(ValueKinds.MayBeNegative),
            "Subtract" => Subtracted(evaluator, invocation),
            "Add" => Added(evaluator, invocation),
            "Multiply" or "Divide" => gathered.Without(ValueKinds.WithoutReserve),
            _ when invocation.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal) && !IsFromNow(evaluator, invocation) =>
                gathered.Without(ValueKinds.WithoutReserve).Plus(ValueKinds.MayBeNegative),
            _ => gathered,
        };
    }

    private static ValueOrigin Subtracted(OriginEvaluator evaluator, IInvocationOperation invocation) =>
        ArithmeticOrigin.Difference(evaluator.Of(invocation.Instance), evaluator.Of(invocation.Arguments[0].Value));

    private static ValueOrigin Added(OriginEvaluator evaluator, IInvocationOperation invocation)
    {
        ValueOrigin sum = ArithmeticOrigin.Sum(evaluator.Of(invocation.Instance), evaluator.Of(invocation.Arguments[0].Value));

        // To a duration only what is negative is added for a reserve's sake.
        return evaluator.Known.IsTimeSpan(invocation.Type) && sum.IsDerived ? sum.Plus(ValueKinds.MayBeNegative) : sum;
    }

    private static bool IsFromNow(OriginEvaluator evaluator, IInvocationOperation invocation) =>
        evaluator.Of(invocation.Instance).Kinds == ValueKinds.Clock;

    private static bool IsClamp(OriginEvaluator evaluator, IInvocationOperation invocation)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (!evaluator.Of(argument.Value).IsDerived && ConstantTime.IsLong(evaluator.Known, argument.Value, invocation))
                return false;
        }

        return true;
    }

    private static bool ParsesText(IInvocationOperation invocation) =>
        invocation.TargetMethod.Name == "Parse" && invocation.Arguments.Length > 0
            && invocation.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string };

    private static ValueOrigin Gathered(OriginEvaluator evaluator, IInvocationOperation invocation)
    {
        ValueOrigin origin = evaluator.Of(invocation.Instance);
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter?.RefKind != RefKind.Out && !evaluator.Known.IsFormat(argument.Parameter?.Type))
                origin = origin.And(evaluator.Of(argument.Value));
        }

        // limits.Max(limit => limit.Timeout): what is chosen of each element tells more than the elements.
        return origin.Has(ValueKinds.Parameter | ValueKinds.Unknown) && evaluator.Known.Sequences.Is(invocation.TargetMethod.ContainingType)
            && invocation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "selector") is { Value: var selector }
            && evaluator.Of(selector) is { IsFixed: true } chosen
            ? chosen
            : origin;
    }

    private static string? NameIn(IInvocationOperation invocation)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: string name })
                return name;
        }

        return null;
    }
}
