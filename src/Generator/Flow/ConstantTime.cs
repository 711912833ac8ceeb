using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Flow;

/// <summary>Reads how long a constant time is.</summary>
internal static class ConstantTime
{
    // A limit is commonly kept from being zero or negative by a floor of a few milliseconds, which costs no reserve.
    private const double LongestClamp = 100;

    /// <summary>Whether it is a constant that is longer than what a floor is needed for.</summary>
    /// <param name="operation">The constant.</param>
    /// <param name="peer">What it is compared with, which tells the unit of a number.</param>
    public static bool IsLong(IOperation? operation, IOperation peer) => Milliseconds(operation, UnitOf(peer)) > LongestClamp;

    /// <summary>Whether it is a constant zero, in any spelling.</summary>
    public static bool IsZero(IOperation? operation) => Milliseconds(operation, 1) == 0;

    /// <summary>Its length; null if it is no constant.</summary>
    private static double? Milliseconds(IOperation? operation, double unit)
    {
        while (operation is IConversionOperation or IParenthesizedOperation)
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;

        return operation switch
        {
            null => null,
            { ConstantValue: { HasValue: true, Value: { } value } } when Number(value) is { } number => number * unit,
            IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: "TimeSpan" } method, Arguments: { IsEmpty: false } arguments } =>
                Milliseconds(arguments[0].Value, 1) is { } number ? number * UnitOf(method.Name) : null,
            IFieldReferenceOperation { Field: { ContainingType.Name: "TimeSpan", Name: "Zero" } } => 0,
            IFieldReferenceOperation { Field: { IsStatic: true } } or ILocalReferenceOperation => double.MaxValue,
            _ => null,
        };
    }

    private static double? Number(object value) => value switch
    {
        int or long or double or float or short or byte or decimal or uint => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static double UnitOf(IOperation peer)
    {
        foreach (IOperation operation in peer.DescendantsAndSelf())
        {
            if (operation is IPropertyReferenceOperation { Property: { ContainingType.Name: "TimeSpan", Name: { } name } } && name.StartsWith("Total", StringComparison.Ordinal))
                return UnitOf(name);
            if (operation is IPropertyReferenceOperation { Property: { ContainingType.Name: "TimeSpan", Name: "Ticks" } })
                return UnitOf("Ticks");
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
