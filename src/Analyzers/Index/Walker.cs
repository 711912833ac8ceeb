using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Goes from one operation to the next until it has an answer or has gone too far, which is the answer of nothing. One walker answers one question,
/// and is
/// not shared.
/// </summary>
/// <typeparam name="T">The answer; its default is what is said where nothing is found.</typeparam>
internal abstract class Walker<T>(CodeIndex code, CancellationToken cancellationToken)
    where T : struct
{
    private int _steps;
    private int _depth;

    public CodeIndex Code { get; } = code;

    public KnownSymbols Known => Code.Known;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Whether it gave up on the way, so that the answer may be another one for whoever begins elsewhere.</summary>
    public bool HasGivenUp => _steps > MostSteps;

    protected virtual int MostSteps => SearchLimits.MostOriginSteps;

    protected virtual int Deepest => SearchLimits.Deepest;

    /// <summary>What has been come by: symbols that lead back to themselves are followed once.</summary>
    protected HashSet<ISymbol> Visited { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The answer for an operation.</summary>
    public T Of(IOperation? operation)
    {
        if (operation is null || ++_steps > MostSteps || _depth >= Deepest)
            return default;

        CancellationToken.ThrowIfCancellationRequested();
        _depth++;
        T found = Follow(operation);
        _depth--;
        return found;
    }

    /// <summary>Takes one step.</summary>
    protected abstract T Follow(IOperation operation);
}
