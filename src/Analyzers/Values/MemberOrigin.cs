using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>What fields and properties hold: what is written to them anywhere in the compilation, or what their getter computes.</summary>
internal static class MemberOrigin
{
    // How the types of other projects and libraries are called that configuration is read into.
    private static readonly string[] s_settings = ["Options", "Settings", "Configuration", "Config", "Section"];

    public static ValueOrigin Of(OriginEvaluator evaluator, IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field;
        if (evaluator.Code.Settings.IsDerivedMember(field))
            return ValueOrigin.Derived;
        if (evaluator.Known.Product.IsContext(field.Type))
            return ValueOrigin.Derived;
        if (field.ContainingType.IsTupleType)
            return OfTupleElement(evaluator, reference);
        if (WellKnown(evaluator.Known.Constants, field) is { } known)
            return known;
        if (field.HasConstantValue)
            return field.ConstantValue is 0 or -1 or 0L or -1L ? ValueOrigin.Unlimited : ValueOrigin.Fixed(FixedSource.Constant, field.Name);
        if (!evaluator.Code.IsSource(field))
            return field.IsStatic ? ValueOrigin.Fixed(FixedSource.Static, field.Name) : evaluator.Of(reference.Instance).And(ValueOrigin.Unknown);

        ValueOrigin origin = OfWrites(evaluator, field.OriginalDefinition, reference);
        if (origin.IsFixed && field.IsStatic && origin.Source < FixedSource.Configuration)
            return new ValueOrigin(origin.Kinds, FixedSource.Static, field.Name);
        return origin.Kinds == ValueKinds.None && evaluator.Known.IsToken(field.Type) ? ValueOrigin.Unlimited : origin;
    }

    public static ValueOrigin Of(OriginEvaluator evaluator, IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        INamedTypeSymbol type = property.ContainingType;
        if (evaluator.Code.Settings.IsDerivedMember(property))
            return ValueOrigin.Derived;
        if (evaluator.Known.Product.IsBudget(type) || evaluator.Known.Product.IsBudget(property.Type))
            return ValueOrigin.Derived;
        if (evaluator.Known.Product.IsJobContext(type))
            return evaluator.Known.IsToken(property.Type) ? ValueOrigin.Derived : ValueOrigin.Unknown;
        if (evaluator.Known.Product.IsLambdaContext(type))
            return property.Name == KnownProduct.RemainingTime ? ValueOrigin.Derived.Plus(ValueKinds.WithoutReserve) : ValueOrigin.Unknown;
        if (evaluator.Known.Product.IsContext(property.Type))
            return ValueOrigin.Derived;
        if (evaluator.Known.Clock.IsMember(property))
            return ValueOrigin.Clock;
        if (property is { Name: "None", IsStatic: true } && evaluator.Known.IsToken(property.Type))
            return ValueOrigin.Unlimited;
        if (evaluator.Known.IsConfiguration(type))
            return ValueOrigin.Fixed(FixedSource.Configuration, KeyOf(reference));
        if (evaluator.Known.IsOptions(type))
            return ValueOrigin.Fixed(FixedSource.Configuration, type.TypeArguments.Length == 1 ? type.TypeArguments[0].Name : null);
        if (evaluator.Known.IsArithmetic(type) || evaluator.Known.IsTokenSource(type) || evaluator.Known.IsTask(type)
            || evaluator.Known.Lazy.Is(type))
        {
            return evaluator.Of(reference.Instance);
        }

        ValueOrigin instance = evaluator.Of(reference.Instance);
        if (property.IsIndexer && !evaluator.Code.IsSource(property) && evaluator.Known.IsCollection(type))
            return instance.Kinds == ValueKinds.None ? ValueOrigin.Unknown : instance;
        if (instance.IsFixed && instance.Source >= FixedSource.Configuration)
            return OfSettings(evaluator, reference, ValueOrigin.Fixed(instance.Source, type.Name + "." + property.Name));

        return evaluator.Code.IsSource(property) ? OfSource(evaluator, reference, instance) : OfOutside(evaluator, property, instance);
    }

    // services.Configure<ApiOptions>(options => options.Timeout = left): what the project itself makes a setting of is what it is.
    private static ValueOrigin OfSettings(OriginEvaluator evaluator, IPropertyReferenceOperation reference, ValueOrigin setting)
    {
        IPropertySymbol property = reference.Property.OriginalDefinition;
        if (!evaluator.Code.IsSource(property) || property.IsIndexer || !evaluator.Known.IsTime(property.Type))
            return setting;
        if (property.GetMethod is { } getter && Declarations.HasBody(getter, evaluator.CancellationToken))
            return evaluator.OfReturned(getter, reference.Instance, []) is { IsDerived: true } computed ? computed : setting;

        ValueOrigin written = OfWrites(evaluator, property, reference);
        bool isUnseen = written.Has(ValueKinds.Parameter | ValueKinds.Unknown) && !written.Has(ValueKinds.Fixed);
        return written.IsDerived || (isUnseen && IsWrittenByOthers(evaluator, property, reference)) ? written : setting;
    }

    // What its own constructor is given may be what the configuration has.
    private static bool IsWrittenByOthers(OriginEvaluator evaluator, IPropertySymbol property, IOperation near) =>
        evaluator.Code.References.ThatWrite(property, near, evaluator.CancellationToken).Any(reference =>
            reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference
            && OperationTree.MethodOf(reference) is { } method
            && (method.MethodKind != MethodKind.Constructor
                || !SymbolEqualityComparer.Default.Equals(method.ContainingType, property.ContainingType)));

    private static ValueOrigin OfSource(OriginEvaluator evaluator, IPropertyReferenceOperation reference, ValueOrigin instance)
    {
        IPropertySymbol property = reference.Property.OriginalDefinition;
        if (property.GetMethod is { } getter && Declarations.HasBody(getter, evaluator.CancellationToken))
            return evaluator.OfReturned(getter, reference.Instance, []) is { Kinds: not ValueKinds.None } returned ? returned : instance;

        ValueOrigin origin = OfWrites(evaluator, property, reference);
        if (Declarations.IsPositional(property, evaluator.CancellationToken))
            origin = origin.Or(ValueOrigin.Parameter);
        if (origin.IsFixed)
            return property.IsStatic && origin.Source < FixedSource.Configuration
                ? new ValueOrigin(origin.Kinds, FixedSource.Static, property.Name)
                : origin;
        if (origin.Kinds != ValueKinds.None || !evaluator.Known.IsTime(property.Type))
            return origin.Or(instance);
        if (instance.IsDerived)
            return ValueOrigin.Derived;

        // from share in shares let part = left * share select part: no code fills what holds the part.
        if (property.ContainingType.IsAnonymousType)
            return ValueOrigin.Unknown;

        // A point in time is no setting: it is made for the call, or told by a clock of the project's own.
        if (evaluator.Known.IsToken(property.Type) || evaluator.Known.IsPointInTime(property.Type))
            return IsOwnClock(evaluator, property, reference) ? ValueOrigin.Clock : ValueOrigin.Unknown;

        if (property.GetMethod is { IsAbstract: true } open)
            return OfImplementations(evaluator, open, reference);

        // Nobody here writes it, so whoever fills the object from outside does: the configuration, or the caller.
        IOperation? filled = reference.Instance is IInstanceReferenceOperation { ReferenceKind: not InstanceReferenceKind.PatternInput }
            ? evaluator.Frame?.Receiver
            : reference.Instance;
        return new RequestData(evaluator.Code, evaluator.CancellationToken).Of(filled)
            ? ValueOrigin.Parameter
            : ValueOrigin.Fixed(FixedSource.Configuration, property.ContainingType.Name + "." + property.Name);
    }

    private static bool IsOwnClock(OriginEvaluator evaluator, IPropertySymbol property, IPropertyReferenceOperation reference) =>
        property.GetMethod is { IsAbstract: true } getter && OfImplementations(evaluator, getter, reference).Kinds == ValueKinds.Clock;

    // What is read through an interface or a base class is what those hold that implement it here.
    private static ValueOrigin OfImplementations(OriginEvaluator evaluator, IMethodSymbol getter, IPropertyReferenceOperation reference)
    {
        ValueOrigin origin = ValueOrigin.Nothing;
        foreach (IMethodSymbol target in evaluator.Code.Implementations.Of(getter))
        {
            if (target is not { IsAbstract: false, AssociatedSymbol: IPropertySymbol property })
                continue;

            if (Declarations.HasBody(target, evaluator.CancellationToken))
                origin = origin.Or(evaluator.OfReturned(target, reference.Instance, []) ?? ValueOrigin.Unknown);
            else if (OfWrites(evaluator, property, reference) is { Kinds: not ValueKinds.None } written)
                origin = origin.Or(written);
            else
                origin = origin.Or(ValueOrigin.Fixed(FixedSource.Configuration, property.ContainingType.Name + "." + property.Name));
        }

        return origin.Kinds == ValueKinds.None ? ValueOrigin.Unknown : origin;
    }

    private static ValueOrigin OfOutside(OriginEvaluator evaluator, IPropertySymbol property, ValueOrigin instance)
    {
        if (instance.Kinds is not (ValueKinds.None or ValueKinds.Parameter or ValueKinds.Unknown))
            return instance;

        string name = property.ContainingType.Name;
        bool isSettings = Array.Exists(s_settings, word => name.EndsWith(word, StringComparison.Ordinal));
        return isSettings && !property.IsStatic && evaluator.Known.IsTime(property.Type) && !evaluator.Known.IsPointInTime(property.Type)
            ? ValueOrigin.Fixed(FixedSource.Configuration, name + "." + property.Name)
            : ValueOrigin.Unknown;
    }

    /// <summary>What is assigned to a field or property, whatever a setter makes of it.</summary>
    public static ValueOrigin OfWrites(OriginEvaluator evaluator, ISymbol member, IOperation near)
    {
        // Only a plain question has an answer that is the same for all who ask.
        bool isPlain = evaluator is { IgnoresDelays: false, FollowsCallers: false };
        if (isPlain && evaluator.Values.Members.TryGetValue(member, out ValueOrigin known))
            return known;

        bool isWhole = isPlain && evaluator.IsFresh;
        ValueOrigin origin = evaluator.OnceOutside(member, inner => FindWrites(inner, member, near));
        if (isWhole && !evaluator.HasGivenUp)
            evaluator.Values.Members.TryAdd(member, origin);
        return origin;
    }

    private static ValueOrigin FindWrites(OriginEvaluator evaluator, ISymbol member, IOperation near)
    {
        ValueOrigin origin = ValueOrigin.Nothing;
        foreach (SyntaxReference declaration in member.DeclaringSyntaxReferences)
        {
            if (Declarations.InitializerOf(declaration, evaluator.CancellationToken) is { } initializer)
                origin = origin.Or(evaluator.Of(evaluator.Code.OperationOf(initializer.Value, evaluator.CancellationToken)));
        }

        foreach (IOperation reference in evaluator.Code.References.ThatWrite(member, near, evaluator.CancellationToken))
        {
            if (WrittenOrigin.Of(evaluator, reference) is { } written)
                origin = origin.Or(CheckedWhereWritten(evaluator, reference, written));
        }

        bool isSource = evaluator.Known.IsTokenSource((member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type);
        return isSource ? SourceOrigin.WithUses(evaluator, origin, member, near) : origin;
    }

    private static ValueOrigin CheckedWhereWritten(OriginEvaluator evaluator, IOperation reference, ValueOrigin written) =>
        written.Has(ValueKinds.MayBeNegative) && OperationTree.MethodOf(reference) is { } method ? evaluator.Checked(method, written) : written;

    private static ValueOrigin OfTupleElement(OriginEvaluator evaluator, IFieldReferenceOperation reference)
    {
        int index = TupleElements.IndexOf(reference.Field);
        ValueOrigin origin = ValueOrigin.Nothing;
        bool any = false;
        foreach (IOperation element in index >= 0 ? TupleElements.At(evaluator.Code, reference.Instance, index, evaluator.CancellationToken) : [])
        {
            origin = origin.Or(evaluator.Of(element));
            any = true;
        }

        return any ? origin : evaluator.Of(reference.Instance);
    }

    private static ValueOrigin? WellKnown(KnownConstants constants, IFieldSymbol field) =>
        constants.IsEndless(field) ? ValueOrigin.Unlimited : constants.IsNoLimit(field) ? ValueOrigin.Nothing : null;

    private static string? KeyOf(IPropertyReferenceOperation indexer) =>
        indexer.Arguments is { Length: 1 } arguments && arguments[0].Value.ConstantValue is { HasValue: true, Value: string key } ? key : null;
}
