using System.Collections.Concurrent;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Destinations;

/// <summary>
/// Tells by the words of the files alone whether the compilation can limit calls in a way at all. Where it cannot, no time has to be followed there.
/// </summary>
internal sealed class PossibleLimits(CodeIndex code)
{
    private static readonly string[] s_waits = ["WaitAsync", "Wait", "WaitAll", "WaitAny"];
    private static readonly string[] s_tokens = [".Token)", ".Token,", ".Token;"];
    private static readonly string[] s_pipelines = ["Timeout", "TimeoutAsync", "AddTimeout"];

    private readonly ConcurrentDictionary<Destination, bool> _known = new();

    /// <summary>Whether a time may limit calls in this way.</summary>
    public bool Has(Destination destination, CancellationToken cancellationToken) =>
        _known.TryGetValue(destination, out bool known) ? known : _known.GetOrAdd(destination, Look(destination, cancellationToken));

    private bool Look(Destination destination, CancellationToken cancellationToken)
    {
        return destination switch
        {
            Destination.ClientTimeout => IsMentioned(HttpLibrary.Timeout),
            Destination.Cancellation =>
                IsMentioned(nameof(CancellationTokenSource)) || IsMentioned("CancelAfter") || IsMentioned("CreateCancellationTokenSource")
                || MayMakeUnnamedSource(cancellationToken),
            Destination.Wait => s_waits.Any(IsGivenAnything) || (IsMentioned("WhenAny") && IsMentioned("Delay")),
            Destination.Pipeline => s_pipelines.Any(IsMentioned),
            Destination.OtherClient => code.Known.Libraries.Any(library => library.MayBeToldTime(IsMentioned)),
            _ => true,
        };

        bool IsMentioned(string word) => code.Mentions.Has(word, cancellationToken);

        bool IsGivenAnything(string word) => code.Mentions.Of(word, cancellationToken).Any(MayHaveArguments);
    }

    // Source = new(5000); where another assembly declares the member. Its token has a name in any case.
    private bool MayMakeUnnamedSource(CancellationToken cancellationToken) =>
        code.Mentions.TreesWith(nameof(CancellationTokenSource.Token), cancellationToken)
            .Select(tree => tree.GetText(cancellationToken).ToString())
            .Any(static text => text.IndexOf("new(", StringComparison.Ordinal) >= 0
                && Array.Exists(s_tokens, token => text.IndexOf(token, StringComparison.Ordinal) >= 0))
        && code.Known.Foreign.Mention("System.Threading", nameof(CancellationTokenSource));

    // await _gate.WaitAsync() has no time.
    private static bool MayHaveArguments(SyntaxNode name)
    {
        SyntaxNode callee = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return callee.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 };
    }
}
