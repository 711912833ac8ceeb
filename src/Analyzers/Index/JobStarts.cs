using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Finds which jobs a start of a job is reached from. Followed are calls of the compilation's methods, also through an interface or a base class that
/// only one method fits, and methods that are handed over as delegates; lambdas and local functions belong to the method around them. Not followed
/// are constructors, properties, events and reflection.
/// </summary>
internal sealed class JobStarts(CodeIndex code)
{
    // The members of the class that the generator makes of a job: what tells of it, and what the names of those begin with that start it.
    private const string Definition = "Definition";
    private const string Starting = "Start";

    /// <summary>The name of the job that a method starts; null where it starts none of the compilation's jobs.</summary>
    public string? JobStartedBy(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (!method.IsStatic
            || !method.Name.StartsWith(Starting, StringComparison.Ordinal)
            || IsOverHttp(method)
            || method.ContainingType is not { } type
            || !code.IsSource(type)
            || !type.GetMembers(Definition).OfType<IPropertySymbol>().Any(property => code.Known.Product.IsDefinition(property.Type)))
        {
            return null;
        }

        INamedTypeSymbol? definition = type.GetTypeMembers().FirstOrDefault(code.Known.Product.IsDefinition);
        return definition?.InstanceConstructors
            .Select(constructor => NameIn(constructor, cancellationToken))
            .FirstOrDefault(static name => name is not null);
    }

    // As any caller does it: the worker needs no permission for that.
    private static bool IsOverHttp(IMethodSymbol method) =>
        method.Parameters.Length > 0
        && method.Parameters[0].Type is { Name: "AsyncJobClient", ContainingNamespace: { Name: "Client", ContainingNamespace.Name: "AsyncJobs" } };

    /// <summary>The jobs' methods whose runs may come to a member's code, with their attributes.</summary>
    public IEnumerable<(IMethodSymbol Method, AttributeData Attribute)> JobsThatReach(ISymbol member, CancellationToken cancellationToken)
    {
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        Queue<IMethodSymbol> open = new();
        Add(member);
        while (open.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IMethodSymbol method = open.Dequeue();
            if (code.Known.Product.JobOf(method) is { } attribute)
                yield return (method, attribute);
            foreach (IOperation use in code.Users.Of(method, cancellationToken))
                Add(use.SemanticModel!.GetEnclosingSymbol(use.Syntax.SpanStart, cancellationToken));
        }

        void Add(ISymbol? found)
        {
            while (found is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
                found = found.ContainingSymbol;
            if (found is IMethodSymbol method
                && seen.Count < SearchLimits.MostStartingMethods
                && seen.Add((method.PartialDefinitionPart ?? method).OriginalDefinition))
            {
                open.Enqueue(method.OriginalDefinition);
            }
        }
    }

    // The generated definition says the name where it hands it to its base.
    private static string? NameIn(IMethodSymbol constructor, CancellationToken cancellationToken)
    {
        foreach (SyntaxReference reference in constructor.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken)
                is ConstructorDeclarationSyntax { Initializer.ArgumentList.Arguments: { Count: > 0 } arguments }
                && arguments[0].Expression is LiteralExpressionSyntax literal)
            {
                return literal.Token.ValueText;
            }
        }

        return null;
    }
}
