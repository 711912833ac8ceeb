using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>Finds what asks a container or registry for a pipeline by its key. A key that is not a constant may be any.</summary>
internal static class NamedPipelines
{
    private const string FromKeyedServices = "FromKeyedServices";

    private static readonly string[] s_lookups =
        ["GetPipeline", "TryGetPipeline", "GetOrAddPipeline", "GetKeyedService", "GetRequiredKeyedService"];

    /// <summary>The calls that ask for the pipeline of a registration.</summary>
    public static IEnumerable<IInvocationOperation> CallsFor(CodeIndex code, IInvocationOperation registration, CancellationToken cancellationToken)
    {
        foreach (SyntaxNode mention in s_lookups.SelectMany(name => code.Mentions.Of(name, cancellationToken)))
        {
            if (code.OperationAt(mention, cancellationToken) is IInvocationOperation call && call != registration
                && (PollyLibrary.IsOwn(call.TargetMethod) || PollyLibrary.IsPart(call.Type))
                && MayBeSame(KeyIn(call), KeyIn(registration)))
            {
                yield return call;
            }
        }
    }

    /// <summary>The parameters that a container fills with the pipeline of a registration.</summary>
    public static IEnumerable<IParameterSymbol> ParametersFor(
        CodeIndex code, IInvocationOperation registration, CancellationToken cancellationToken)
    {
        foreach (SyntaxNode mention in code.Mentions.Of(FromKeyedServices, cancellationToken))
        {
            if (mention.FirstAncestorOrSelf<ParameterSyntax>() is { } syntax
                && code.DeclaredBy(syntax, cancellationToken) is IParameterSymbol parameter && PollyLibrary.IsPart(parameter.Type)
                && parameter.GetAttributes().Any(attribute => attribute is { ConstructorArguments: { Length: 1 } key, AttributeClass.Name: { } name }
                    && name.StartsWith(FromKeyedServices, StringComparison.Ordinal) && MayBeSame(key[0].Value, KeyIn(registration))))
            {
                yield return parameter;
            }
        }
    }

    private static bool MayBeSame(object? one, object? other) => one is null || other is null || Equals(one, other);

    private static object? KeyIn(IInvocationOperation call) =>
        OperationTree.Unwrapped(call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name is "key" or "serviceKey")?.Value)
            is { ConstantValue: { HasValue: true, Value: var key } }
            ? key
            : null;
}
