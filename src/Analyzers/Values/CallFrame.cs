using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Values;

/// <summary>A call into a method of the compilation, in whose body a value is being followed.</summary>
internal sealed class CallFrame(IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments, CallFrame? caller)
{
    public CallFrame? Caller { get; } = caller;

    public IOperation? Receiver { get; } = receiver;

    public int Depth { get; } = (caller?.Depth ?? 0) + 1;

    /// <summary>The argument for a parameter; null if it is not one of the called method.</summary>
    public IOperation? ArgumentFor(IParameterSymbol parameter)
    {
        if (!SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol?.OriginalDefinition, method))
            return null;

        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.Parameter?.Ordinal == parameter.Ordinal)
                return argument.Value;
        }

        return null;
    }
}
