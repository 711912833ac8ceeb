using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Reads the names of clients in registrations and in what asks for them.</summary>
internal static class ClientNames
{
    /// <summary>The name in a call: empty where it has none, which is the default client's; null where it is not a constant.</summary>
    public static string? In(IInvocationOperation invocation)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter?.Type.SpecialType == SpecialType.System_String)
                return Constant(argument.Value);
        }

        return "";
    }

    private static string? Constant(IOperation value) => value.ConstantValue is { HasValue: true, Value: string name } ? name : null;
}
