using System.Collections.Concurrent;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Values;

/// <summary>Where the times and cancellations of one compilation come from.</summary>
internal sealed class TimeValues(CodeIndex code)
{
    public CodeIndex Code { get; } = code;

    public KnownSymbols Known => Code.Known;

    /// <summary>What is known of fields and properties, as far as somebody has asked.</summary>
    public ConcurrentDictionary<ISymbol, ValueOrigin> Members { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether any value may be made from the remaining time, as far as the words of the files and the settings tell.</summary>
    public bool MayBeDerived(CancellationToken cancellationToken) =>
        !Code.Settings.DerivedMembers.IsEmpty
        || KnownProduct.TimeWords.Any(word => Code.Mentions.Has(word, cancellationToken))
        || Known.Product.IsUsedElsewhere
        || Known.Product.IsContextUsedElsewhere;

    /// <summary>Where a value comes from.</summary>
    /// <param name="operation">The value.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="frame">The call in whose body the value is; null where whoever calls does not matter.</param>
    public ValueOrigin Of(IOperation? operation, CancellationToken cancellationToken, CallFrame? frame = null) =>
        new OriginEvaluator(this, cancellationToken, frame).Of(operation);

    /// <summary>Whether a value is made from the remaining time, here or by all who call this.</summary>
    /// <param name="operation">The value.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="frame">The call in whose body the value is; null where it may be any.</param>
    public bool IsDerivedForCallers(IOperation? operation, CancellationToken cancellationToken, CallFrame? frame = null) =>
        Of(operation, cancellationToken, frame) is var origin
        && (origin.IsDerived || (origin.Has(ValueKinds.Parameter) && Following(cancellationToken, frame).Of(operation).IsDerived));

    /// <summary>Answers for what callers pass, if all of them pass something derived.</summary>
    public OriginEvaluator Following(CancellationToken cancellationToken, CallFrame? frame = null) =>
        new(this, cancellationToken, frame) { FollowsCallers = true };
}
