using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// Collects the ids of diagnostics that attributes put on each use of a type or method: [Experimental], and [Obsolete] with an id of its own. The
/// user's own code gets them where it uses what is marked; generated code, where nobody could silence them, does not.
/// </summary>
/// <param name="home">The assembly that is compiled. Marks on the whole of it do not concern itself.</param>
internal sealed class UseDiagnostics(IAssemblySymbol home)
{
    private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>The ids, ordered.</summary>
    public EquatableArray<string> Ids => _ids.Count == 0 ? default : new([.. _ids]);

    /// <summary>Adds those of a method, its class, and all types of its signature.</summary>
    public UseDiagnostics AddMethod(IMethodSymbol method)
    {
        AddMarks(method);
        AddType(method.ContainingType);
        AddType(method.ReturnType);
        foreach (IParameterSymbol parameter in method.Parameters)
            AddType(parameter.Type);
        return this;
    }

    /// <summary>Adds those of a type and of all that it is made of.</summary>
    public void AddType(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            AddType(array.ElementType);
            return;
        }

        if (type is not INamedTypeSymbol named || type.SpecialType != SpecialType.None)
            return;

        for (INamedTypeSymbol? current = named; current is not null; current = current.ContainingType)
        {
            AddMarks(current);
            foreach (ITypeSymbol argument in current.TypeArguments)
                AddType(argument);
        }

        if (named.ContainingAssembly is { } assembly && !SymbolEqualityComparer.Default.Equals(assembly, home))
        {
            AddMarks(assembly);
            AddMarks(named.ContainingModule);
        }
    }

    private void AddMarks(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            string? id = attribute.AttributeClass.Is(ExperimentalParser.Namespace, ExperimentalParser.AttributeType)
                ? attribute.First()?.Value as string
                : attribute.AttributeClass.Is("System", nameof(ObsoleteAttribute)) ? IdOf(attribute) : null;
            if (id is not null && SyntaxFacts.IsValidIdentifier(id))
                _ids.Add(id);
        }
    }

    private static string? IdOf(AttributeData obsolete)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in obsolete.NamedArguments)
        {
            if (argument.Key == "DiagnosticId")
                return argument.Value.Value as string;
        }

        return null;
    }
}
