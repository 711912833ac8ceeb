using AsyncJobs.Analyzers.Known;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Calls;

/// <summary>A fixed time in code: where it stands, and how a duration is written there.</summary>
/// <param name="Expression">The fixed time.</param>
/// <param name="Unit">TimeSpan's method that makes a duration of it if it is a number; null if it is none.</param>
/// <param name="Format">What is written around a duration in its place, <c>{0}</c> being the duration.</param>
internal sealed record DurationArgument(ExpressionSyntax Expression, string? Unit, string Format)
{
    private const string Plain = "{0}";

    /// <summary>The time of a source of cancellation, a delay or a wait.</summary>
    public static DurationArgument? OfPlatform(IOperation? time) =>
        time?.Syntax is ExpressionSyntax expression ? new DurationArgument(expression, "FromMilliseconds", Plain) : null;

    /// <summary>The value of an assigned property.</summary>
    public static DurationArgument? OfProperty(FixSite site, ISimpleAssignmentOperation assignment)
    {
        if (assignment.Value.Syntax is not ExpressionSyntax expression || assignment.Target is not IPropertyReferenceOperation property)
            return null;
        if (site.Known.IsTimeSpan(property.Type))
            return new DurationArgument(expression, null, Plain);

        // A timeout of 0 ms is none at all for some.
        string math = Durations.SystemType(site, expression, "Math");
        return KnownSymbols.IsNumber(property.Type) && property.Type is { SpecialType: SpecialType.System_Int32 }
            ? new DurationArgument(expression, "FromMilliseconds", $"{math}.Max(1, (int){{0}}.TotalMilliseconds)")
            : null;
    }

    /// <summary>An argument of a call of the project's own method, or of a library that is told a time.</summary>
    public static DurationArgument? OfArgument(FixSite site, IArgumentOperation argument)
    {
        if (argument.Parameter is not { } parameter || argument.Syntax is not ArgumentSyntax { Expression: { } expression })
            return null;
        if (site.Known.IsTimeSpan(parameter.Type))
            return new DurationArgument(expression, null, Plain);
        if (site.Known.IsPointInTime(parameter.Type))
            return OfPointInTime(site, expression);
        if (parameter.Type.SpecialType != SpecialType.System_Int32)
            return null;
        if (argument.Parent is IInvocationOperation call
            && site.Known.Libraries.Select(library => library.UnitOf(call.TargetMethod)).FirstOrDefault(static unit => unit is not null) is { } unit)
        {
            return new DurationArgument(expression, unit, Plain);
        }

        string math = Durations.SystemType(site, expression, "Math");
        string name = parameter.Name;
        if (Has(name, "milli") || name.EndsWith("Ms", StringComparison.Ordinal) || name == "ms")
            return new DurationArgument(expression, "FromMilliseconds", $"{math}.Max(1, (int){{0}}.TotalMilliseconds)");

        return Has(name, "sec") ? new DurationArgument(expression, "FromSeconds", "(int){0}.TotalSeconds") : null;
    }

    // DateTime.UtcNow.AddSeconds(5): the duration is in the argument.
    private static DurationArgument? OfPointInTime(FixSite site, ExpressionSyntax expression)
    {
        ExpressionSyntax bare = CallSyntax.Bare(expression);
        if (OnlyHeldFor(site, bare) is { } held)
            return OfPointInTime(site, held);

        if (bare is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum
            && site.Known.IsTimeSpan(site.Model.GetTypeInfo(sum.Right, site.CancellationToken).Type))
        {
            return new DurationArgument(sum.Right, null, Plain);
        }

        if (site.Model.GetOperation(bare, site.CancellationToken) is not IInvocationOperation
            {
                TargetMethod: { Name: { } name, ContainingType: { } type },
                Instance.Syntax: ExpressionSyntax now,
                Arguments: { Length: 1 } arguments,
            }
            || !site.Known.IsPointInTime(type)
            || arguments[0].Syntax is not ArgumentSyntax { Expression: { } duration })
        {
            return null;
        }

        return name switch
        {
            "Add" => new DurationArgument(duration, null, Plain),
            "AddMilliseconds" or "AddSeconds" or "AddMinutes" =>
                new DurationArgument(duration, "From" + name.Substring(3), Plain) { Whole = (expression, $"{now}.Add({{0}})") },
            _ => null,
        };
    }

    // What a local that is used nowhere else was given.
    private static ExpressionSyntax? OnlyHeldFor(FixSite site, ExpressionSyntax expression) =>
        site.Model.GetOperation(expression,
            site.CancellationToken) is ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: { Length: 1 } declarations } local } reference
        && site.Flow.Code.References.To(local, reference, site.CancellationToken).Length == 2
            ? (declarations[0].GetSyntax(site.CancellationToken) as VariableDeclaratorSyntax)?.Initializer?.Value
            : null;

    /// <summary>What is replaced and by what, if that is more than the time itself.</summary>
    public (ExpressionSyntax Expression, string Format)? Whole { get; init; }

    private static bool Has(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
