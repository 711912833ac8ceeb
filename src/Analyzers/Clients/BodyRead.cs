using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Tells which calls read a response's body, and whether it is one that is still on its way.</summary>
internal static class BodyRead
{
    /// <summary>Whether any call may return before its body has come, as far as the words of the files tell.</summary>
    public static bool MayBeStreamed(CodeIndex code, CancellationToken cancellationToken) =>
        HttpLibrary.StreamingWords.Any(word => code.Mentions.Has(word, cancellationToken));

    /// <summary>Whether a call may read a body.</summary>
    /// <param name="code">Where code is.</param>
    /// <param name="read">The call.</param>
    /// <param name="member">The member that makes the call.</param>
    public static bool IsOf(CodeIndex code, IInvocationOperation read, ISymbol member) =>
        IsReadName(read.TargetMethod.Name) && !code.IsSource(read.TargetMethod)

        // What a stream reads from the one that it wraps is reported where the wrapper is read.
        && !(member is { IsOverride: true, ContainingType: { } type } && code.Known.IsStreamReader(type));

    /// <summary>Whether what is read is a body that is still on its way, and that no BudgetHandler watches over.</summary>
    public static bool IsStreamed(ClientRegistrations clients, IInvocationOperation read, CancellationToken cancellationToken) =>
        SourcesOf(clients.Code, read).Any(source => new StreamedBody(clients, cancellationToken).Of(source));

    // Asking for the stream reads nothing yet.
    private static bool IsReadName(string name) =>
        (name.StartsWith("Read", StringComparison.Ordinal) && !name.StartsWith("ReadAsStream", StringComparison.Ordinal))
        || name.StartsWith("CopyTo", StringComparison.Ordinal)
        || name.StartsWith("Deserialize", StringComparison.Ordinal)
        || name.StartsWith("Parse", StringComparison.Ordinal)
        || name.StartsWith("Load", StringComparison.Ordinal);

    private static IEnumerable<IOperation> SourcesOf(CodeIndex code, IInvocationOperation read)
    {
        if (read.Instance is { } instance && IsSource(code, instance.Type))
            yield return instance;

        foreach (IArgumentOperation argument in read.Arguments)
        {
            IOperation value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
            if (IsSource(code, value.Type))
                yield return value;
        }
    }

    private static bool IsSource(CodeIndex code, ITypeSymbol? type) => code.Known.IsStreamReader(type) || code.Known.Http.IsContent(type);
}
