using AsyncJobs.Analyzers.Known.Libraries;

namespace AsyncJobs.Analyzers.Known;

/// <summary>What the rules ask of a method whenever it is called.</summary>
/// <param name="kind">What kind of outgoing call its calls are.</param>
/// <param name="needingLimit">The library whose call it is, if that is reported without a token or time.</param>
/// <param name="mayHandTokenOn">Whether its calls go nowhere themselves, but are given a token that it may hand on to some that do.</param>
internal sealed class OutgoingMethod(OutgoingKind kind, KnownLibrary? needingLimit, bool mayHandTokenOn)
{
    public OutgoingKind Kind { get; } = kind;

    public KnownLibrary? NeedingLimit { get; } = needingLimit;

    public bool MayHandTokenOn { get; } = mayHandTokenOn;
}
