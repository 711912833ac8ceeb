using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>What a pattern is given to look at, which is what the variable holds that it declares.</summary>
internal static class PatternOrigin
{
    public static ValueOrigin? Of(OriginEvaluator evaluator, IPatternOperation pattern) =>
        PatternInputs.Of(pattern) is { } input ? evaluator.Of(input)
        : pattern.Parent is IRecursivePatternOperation whole ? OfPosition(evaluator, whole, pattern)

        // Of a list it may be any element.
        : pattern.Parent is IListPatternOperation or ISlicePatternOperation ? Of(evaluator, (IPatternOperation)pattern.Parent)
        : null;

    private static ValueOrigin? OfPosition(OriginEvaluator evaluator, IRecursivePatternOperation whole, IPatternOperation pattern)
    {
        if (TakenApart.ParameterFor(pattern) is { } parameter)
            return WrittenOrigin.OfTakenApart(evaluator, parameter, pattern);

        int index = whole.DeconstructionSubpatterns.IndexOf(pattern);
        return index >= 0 && PatternInputs.Of(whole) is { } tuple
            ? evaluator.OfAny(TupleElements.At(evaluator.Code, tuple, index, evaluator.CancellationToken))
            : null;
    }
}
