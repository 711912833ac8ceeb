using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Finds what has the name of a class that is generated.</summary>
internal static class TakenName
{
    /// <summary>The class with all jobs.</summary>
    public const string App = "AppJobs";

    /// <summary>What makes it impossible to generate the classes of the project as a whole; null for nothing.</summary>
    /// <param name="compilation">The project, with or without what is generated for it.</param>
    /// <param name="rootNamespace">The namespace of the classes, escaped.</param>
    /// <param name="handlers">What Lambda calls of a class library; null for an executable.</param>
    public static INamespaceOrTypeSymbol? Find(Compilation compilation, string rootNamespace, HandlersModel? handlers)
    {
        INamespaceSymbol? container = compilation.SourceModule.GlobalNamespace;
        if (rootNamespace.Length > 0)
        {
            foreach (string part in rootNamespace.Replace("@", "").Split('.'))
                container = container is null ? null : NamespaceIn(container, part);
        }

        if (container is null)
            return null;
        return In(container, App) ?? (handlers is null ? null : In(container, HandlerName.Type));
    }

    /// <summary>What makes it impossible to generate the class of a job; null for nothing.</summary>
    /// <param name="container">The namespace of the class.</param>
    /// <param name="name">The name of the class.</param>
    public static INamespaceOrTypeSymbol? In(INamespaceSymbol container, string name)
    {
        foreach (ISymbol member in container.GetMembers(name))
        {
            if (member is INamespaceSymbol inner)
                return inner;
            if (member is INamedTypeSymbol { Arity: 0, IsFileLocal: false } type && !IsOurs(type))
                return type;
        }

        return null;
    }

    /// <summary>Whether a class was generated for jobs.</summary>
    public static bool IsGenerated(INamedTypeSymbol type) =>
        type.FindAttribute("System.CodeDom.Compiler", "GeneratedCodeAttribute") is { ConstructorArguments: { Length: > 0 } tool }
        && tool[0].Value is "AsyncJobs.Generator";

    // What is generated for Lambda's handlers is partial, and a part of the project's own does no harm.
    private static bool IsOurs(INamedTypeSymbol type) =>
        IsGenerated(type)
        || (type is { TypeKind: TypeKind.Class, IsRecord: false, BaseType.SpecialType: SpecialType.System_Object, Name: HandlerName.Type }
            && IsPartial(type));

    private static bool IsPartial(INamedTypeSymbol type)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not ClassDeclarationSyntax declaration
                || !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
                || declaration.Modifiers.Any(SyntaxKind.InternalKeyword))
            {
                return false;
            }
        }

        return true;
    }

    private static INamespaceSymbol? NamespaceIn(INamespaceSymbol container, string name)
    {
        foreach (INamespaceSymbol inner in container.GetNamespaceMembers())
        {
            if (inner.Name == name)
                return inner;
        }

        return null;
    }
}
