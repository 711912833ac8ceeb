using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known.Libraries;

/// <summary>
/// A library by which a project calls out: which of its methods send a request, and by which properties and arguments it is told how long that may
/// take.
/// A library is added by a class beside the others here, and a line in <see cref="KnownSymbols"/>.
/// </summary>
internal abstract class KnownLibrary
{
    /// <summary>Whether the project has its client.</summary>
    public abstract bool IsReferenced { get; }

    /// <summary>Whether a method sends a request and waits for the answer.</summary>
    public virtual bool IsCall(IMethodSymbol method) => false;

    /// <summary>Whether a call that is given neither a token nor a time is reported.</summary>
    public virtual bool NeedsLimit(IMethodSymbol method) => false;

    /// <summary>Whether a method has a time of its own, which is the same for each of its calls.</summary>
    public virtual bool HasFixedTime(IMethodSymbol method) => false;

    /// <summary>The names of the methods by which a project gives many calls a time at once, far from each of them.</summary>
    public virtual ImmutableArray<string> Defaults => [];

    /// <summary>The names of the methods by which a project may give each call a limit in a way that cannot be seen.</summary>
    public virtual ImmutableArray<string> Interceptors => [];

    /// <summary>Whether an object of this type is a call that has begun, and holds its tasks.</summary>
    public virtual bool IsBegunCall(ITypeSymbol type) => false;

    /// <summary>Whether a property, where it is declared first, is the time that a call may take.</summary>
    /// <param name="property">The property.</param>
    /// <param name="receiver">The type of the object whose property is meant.</param>
    public virtual bool IsLimit(IPropertySymbol property, ITypeSymbol? receiver) => false;

    /// <summary>Whether a method's or constructor's parameter is the time that a call may take.</summary>
    public virtual bool IsLimit(IMethodSymbol method, IParameterSymbol parameter) => false;

    /// <summary>Whether a project may tell it a time anywhere, given which words the project's files have.</summary>
    public virtual bool MayBeToldTime(Func<string, bool> isMentioned) => IsReferenced;

    /// <summary>Whether a method does nothing but take the time, so that its own name says what is wrong.</summary>
    public virtual bool IsNamedForLimit(IMethodSymbol method) => false;

    /// <summary>The method of TimeSpan that makes a duration of a number that a method takes; null if the parameter's name has to tell.</summary>
    public virtual string? UnitOf(IMethodSymbol method) => null;

    /// <summary>Whether an object of this type is one request, and what it is told holds for that one.</summary>
    public virtual bool IsRequest(ITypeSymbol type) => false;

    /// <summary>Whether a type is declared in a namespace or inside of it.</summary>
    protected static bool IsIn(ITypeSymbol? type, string root)
    {
        for (INamespaceSymbol? current = type?.ContainingNamespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (Roslyn.TypeMatch.IsNamed(current, root))
                return true;
        }

        return false;
    }

    /// <summary>Whether a name begins with one of these words.</summary>
    protected static bool BeginsWithAny(string name, string[] words) => Array.Exists(words, word => name.StartsWith(word, StringComparison.Ordinal));
}
