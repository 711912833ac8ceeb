using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells under which types and names a registration puts a client. In a method of the project that is given them, as by
/// <c>services.AddApi&lt;Prices&gt;("prices")</c>, they are what its calls give it.
/// </summary>
/// <param name="code">Where code is.</param>
/// <param name="around">The one call of the method that is meant; null for all of them.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class RegisteredNames(CodeIndex code, IInvocationOperation? around, CancellationToken cancellationToken)
{
    /// <summary>The types that a registration names.</summary>
    public IEnumerable<ITypeSymbol> TypesOf(IInvocationOperation registration) =>
        registration.TargetMethod.TypeArguments.SelectMany(type => Given(type, SearchLimits.DeepestCaller));

    /// <summary>Every name that a registration gives its client, by text or by type; the default client's for none.</summary>
    public IEnumerable<string> Of(IInvocationOperation registration)
    {
        string[] names =
        [
            .. TypesOf(registration).Select(static type => type.Name),
            .. registration.Arguments
                .Where(static argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String)
                .SelectMany(argument => Given(argument.Value, SearchLimits.DeepestCaller)),
        ];
        return names.Length > 0 ? names : [""];
    }

    private IEnumerable<ITypeSymbol> Given(ITypeSymbol type, int depth) =>
        type is ITypeParameterSymbol { DeclaringMethod: { } method } parameter && depth > 0
            ? CallsOf(method, depth).SelectMany(call => Given(call.TargetMethod.TypeArguments[parameter.Ordinal], depth - 1))
            : [type];

    private IEnumerable<string> Given(IOperation text, int depth)
    {
        IOperation? name = OperationTree.Unwrapped(text);
        if (name is { ConstantValue: { HasValue: true, Value: string constant } })
            return [constant];

        return name is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } && depth > 0
            ? CallsOf(method, depth)
                .Select(call => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value)
                .OfType<IOperation>()
                .SelectMany(passed => Given(passed, depth - 1))
            : [];
    }

    // Only the innermost method is that of the call that is meant.
    private IEnumerable<IInvocationOperation> CallsOf(IMethodSymbol method, int depth) =>
        around is not null && depth == SearchLimits.DeepestCaller
            && SymbolEqualityComparer.Default.Equals(around.TargetMethod.OriginalDefinition, method.OriginalDefinition)
            ? [around]
            : code.Callers.Of(method, cancellationToken).OfType<IInvocationOperation>();
}
