using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds the values that patterns look at.</summary>
internal static class PatternInputs
{
    /// <summary>The value that a pattern looks at; null where it is an element of what the pattern around it looks at.</summary>
    public static IOperation? Of(IPatternOperation pattern) => pattern.Parent switch
    {
        IIsPatternOperation test => test.Value,
        IPropertySubpatternOperation subpattern => subpattern.Member,
        ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation switched } => switched.Value,
        IPatternCaseClauseOperation { Parent.Parent: ISwitchOperation switched } => switched.Value,
        IBinaryPatternOperation or INegatedPatternOperation => Of((IPatternOperation)pattern.Parent),
        _ => null,
    };

    /// <summary>The value whose property a pattern looks at.</summary>
    public static IOperation? Of(IInstanceReferenceOperation instance)
    {
        IOperation? current = instance;
        while (current is not (null or IPropertySubpatternOperation))
            current = current.Parent;

        // { Order.Timeout: var left }: the pattern of Order is there without a word.
        return current?.Parent is IPatternOperation pattern ? Of(pattern) : null;
    }
}
