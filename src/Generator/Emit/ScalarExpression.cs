using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Emit;

/// <summary>Names the runtime's Scalar for a type.</summary>
internal static class ScalarExpression
{
    public static string Of(ParameterModel parameter) => parameter.Scalar switch
    {
        ScalarKind.Integer or ScalarKind.Floating or ScalarKind.Enum => $"global::AsyncJobs.Binding.Scalar.{parameter.Scalar}<{parameter.ScalarType}>()",
        _ => $"global::AsyncJobs.Binding.Scalar.{parameter.Scalar}",
    };
}
