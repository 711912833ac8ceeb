namespace AsyncJobs.Analyzers.Values;

/// <summary>Where a value comes from, and for a fixed one what it was taken from.</summary>
internal readonly record struct ValueOrigin(ValueKinds Kinds, FixedSource Source = FixedSource.Constant, string? Name = null)
{
    private const ValueKinds OfDerived = ValueKinds.Derived | ValueKinds.WithoutReserve | ValueKinds.MayBeNegative | ValueKinds.HasFloor;

    public static ValueOrigin Nothing => default;

    public static ValueOrigin Derived => new(ValueKinds.Derived);

    public static ValueOrigin Parameter => new(ValueKinds.Parameter);

    public static ValueOrigin Unknown => new(ValueKinds.Unknown);

    public static ValueOrigin Unlimited => new(ValueKinds.Unlimited);

    public static ValueOrigin Clock => new(ValueKinds.Clock);

    public static ValueOrigin Step => new(ValueKinds.Step);

    public bool IsDerived => Has(ValueKinds.Derived);

    /// <summary>Whether there is a way on which the value is the same in each invocation, and none on which it is derived.</summary>
    public bool IsFixed => Has(ValueKinds.Fixed) && !IsDerived;

    /// <summary>Whether nothing ever ends it.</summary>
    public bool IsUnlimited => Kinds == ValueKinds.Unlimited;

    /// <summary>Whether it is the token of a durable operation's body, and nothing else.</summary>
    public bool IsStep => Has(ValueKinds.Step) && (Kinds & ~(ValueKinds.Step | ValueKinds.Unlimited)) == 0;

    public static ValueOrigin Fixed(FixedSource source, string? name = null) => new(ValueKinds.Fixed, source, name);

    public bool Has(ValueKinds kind) => (Kinds & kind) != 0;

    /// <summary>One or the other, depending on the way taken.</summary>
    public ValueOrigin Or(ValueOrigin other)
    {
        if (Kinds == ValueKinds.None)
            return other;
        if (other.Kinds == ValueKinds.None)
            return this;

        ValueKinds kinds = Kinds | other.Kinds;
        if (IsDerived && other.IsDerived && !(Has(ValueKinds.WithoutReserve) && other.Has(ValueKinds.WithoutReserve)))
            kinds &= ~ValueKinds.WithoutReserve;

        return With(other, kinds);
    }

    /// <summary>Both in one computation: what is derived prevails, then what is not known, and a constant says the least.</summary>
    public ValueOrigin And(ValueOrigin other)
    {
        // A constant changes nothing about where a value comes from, whichever way was taken.
        if (other.Kinds is ValueKinds.None || other.SaysNoMoreThan(this))
            return this;
        if (Kinds is ValueKinds.None || SaysNoMoreThan(other))
            return other;

        // The time of day makes a point in time of a duration, whichever way that came.
        if (Kinds == ValueKinds.Clock || other.Kinds == ValueKinds.Clock)
            return Kinds == ValueKinds.Clock ? other : this;

        ValueKinds both = Kinds | other.Kinds;
        ValueKinds kinds = both switch
        {
            _ when (both & ValueKinds.Derived) != 0 => both & OfDerived,
            _ when (both & ValueKinds.Parameter) != 0 => ValueKinds.Parameter,
            _ when (both & ValueKinds.Unknown) != 0 => ValueKinds.Unknown,
            _ when (both & ValueKinds.Fixed) != 0 => ValueKinds.Fixed,
            _ when (both & ValueKinds.Step) != 0 => ValueKinds.Step,
            _ when (both & ValueKinds.Clock) != 0 => ValueKinds.Clock,
            _ => both,
        };
        return With(other, kinds);
    }

    public ValueOrigin Without(ValueKinds kinds) => this with { Kinds = Kinds & ~kinds };

    public ValueOrigin Plus(ValueKinds kinds) => this with { Kinds = Kinds | kinds };

    private bool SaysNoMoreThan(ValueOrigin other) =>
        Kinds is ValueKinds.Fixed && other.Has(ValueKinds.Fixed | ValueKinds.Parameter | ValueKinds.Unknown) && other.Source >= Source;

    // The more telling of two sources: "from configuration" says more than "a constant".
    private ValueOrigin With(ValueOrigin other, ValueKinds kinds)
    {
        bool others = !Has(ValueKinds.Fixed) || (other.Has(ValueKinds.Fixed) && other.Source > Source);
        return others ? new ValueOrigin(kinds, other.Source, other.Name) : new ValueOrigin(kinds, Source, Name);
    }
}
