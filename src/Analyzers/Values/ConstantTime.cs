using System.Globalization;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>Reads how long a constant time is.</summary>
internal static class ConstantTime
{
    // A limit is commonly kept from being zero or negative by a floor of a few milliseconds, which costs no reserve.
    private const double LongestClamp = 100;

    /// <summary>Whether it is a constant that is longer than what a floor is needed for.</summary>
    /// <param name="known">The catalogue.</param>
    /// <param name="operation">The constant.</param>
    /// <param name="peer">What it is compared with, which tells the unit of a number.</param>
    public static bool IsLong(KnownSymbols known, IOperation? operation, IOperation peer) =>
        Milliseconds(known, operation, UnitOf(known, peer)) > LongestClamp;

    /// <summary>Whether it is a constant zero, in any spelling.</summary>
    public static bool IsZero(KnownSymbols known, IOperation? operation) => Milliseconds(known, operation, 1) == 0;

    /// <summary>Its length; null if it is no constant.</summary>
    private static double? Milliseconds(KnownSymbols known, IOperation? operation, double unit)
    {
        return OperationTree.Unwrapped(operation) switch
        {
            null => null,
            { ConstantValue: { HasValue: true, Value: { } value } } when Number(value) is { } number => number * unit,
            IInvocationOperation { TargetMethod: { IsStatic: true } method, Arguments: { IsEmpty: false } arguments }
                when known.IsTimeSpan(method.ContainingType) =>
                Milliseconds(known, arguments[0].Value, 1) is { } number ? number * UnitOf(method.Name) : null,
            IFieldReferenceOperation { Field: { } field } when known.Constants.IsZero(field) => 0,
            IFieldReferenceOperation { Field: { IsStatic: true } } or ILocalReferenceOperation => double.MaxValue,
            _ => null,
        };
    }

    private static double? Number(object value) => value switch
    {
        int or long or double or float or short or byte or decimal or uint => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static double UnitOf(KnownSymbols known, IOperation peer)
    {
        foreach (IOperation operation in peer.DescendantsAndSelf())
        {
            if (operation is IPropertyReferenceOperation { Property: { Name: { } name, ContainingType: { } type } } && known.IsTimeSpan(type)
                && (name == "Ticks" || name.StartsWith("Total", StringComparison.Ordinal)))
            {
                return UnitOf(name);
            }
        }

        return 1;
    }

    private static double UnitOf(string name) => name switch
    {
        "FromSeconds" or "TotalSeconds" => 1000,
        "FromMinutes" or "TotalMinutes" => 60_000,
        "FromHours" or "TotalHours" => 3_600_000,
        "FromTicks" or "Ticks" => 0.0001,
        "FromDays" or "TotalDays" => 86_400_000,
        "FromMicroseconds" or "TotalMicroseconds" => 0.001,
        _ => 1,
    };
}
