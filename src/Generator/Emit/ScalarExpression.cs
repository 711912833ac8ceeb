using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Emit;

/// <summary>Names the runtime's Scalar for a type.</summary>
internal static class ScalarExpression
{
    public static string Of(ParameterModel parameter, Aliases names) => parameter.Scalar switch
    {
        ScalarKind.Integer or ScalarKind.Floating or ScalarKind.Enum => $"{names.Binding}Scalar.{parameter.Scalar}<{parameter.ScalarType}>()",
        _ => $"{names.Binding}Scalar.{parameter.Scalar}",
    };
}
