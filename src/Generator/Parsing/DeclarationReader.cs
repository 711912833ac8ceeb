using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads the declarations of a file that may have the generator's attributes.</summary>
internal sealed class DeclarationReader(SyntaxTree tree, CancellationToken cancellationToken)
{
    private readonly List<JobModel> _jobs = [];
    private readonly List<JsonContextModel> _contexts = [];
    private readonly List<ServicesModel> _services = [];
    private readonly List<ServicesModel> _startups = [];

    public static FileDeclarations Read(
        Compilation compilation, ImmutableArray<MemberDeclarationSyntax> declarations, CancellationToken cancellationToken)
    {
        SyntaxTree tree = declarations[0].SyntaxTree;
        return new DeclarationReader(tree, cancellationToken).Read(compilation.GetSemanticModel(tree), declarations);
    }

    private FileDeclarations Read(SemanticModel model, ImmutableArray<MemberDeclarationSyntax> declarations)
    {
        foreach (MemberDeclarationSyntax declaration in declarations)
        {
            switch (model.GetDeclaredSymbol(declaration, cancellationToken))
            {
                case IMethodSymbol method:
                    ReadMethod(method);
                    break;
                case INamedTypeSymbol type:
                    ReadClass(type);
                    break;
            }
        }

        return new FileDeclarations(new([.. _jobs]), _contexts, _services, _startups);
    }

    private void ReadMethod(IMethodSymbol method)
    {
        if (AttributesOf(method, JobParser.AttributeNamespace, JobParser.AttributeType).FirstOrDefault() is { } job
            && JobParser.Parse(method, job, new Faults(), cancellationToken) is { } parsed)
        {
            _jobs.Add(parsed);
        }

        if (AttributesOf(method, ServicesParser.AttributeNamespace, ServicesParser.AttributeType).Any()
            && ServicesParser.Parse(method, new Faults()) is { } services)
        {
            _services.Add(services);
        }
    }

    private void ReadClass(INamedTypeSymbol type)
    {
        ImmutableArray<AttributeData> listed = [.. AttributesOf(type, JsonContextParser.Namespace, JsonContextParser.AttributeType)];
        if (JsonContextParser.Parse(type, listed) is { } context)
            _contexts.Add(context);

        if (AttributesOf(type, StartupParser.AttributeNamespace, StartupParser.AttributeType).Any() && StartupParser.Parse(type) is { } startup)
            _startups.Add(startup);
    }

    // A symbol has the attributes of all its parts; those of other files are found there.
    private IEnumerable<AttributeData> AttributesOf(ISymbol symbol, string containingNamespace, string name) =>
        symbol.GetAttributes().Where(attribute =>
            attribute.ApplicationSyntaxReference?.SyntaxTree == tree && attribute.AttributeClass.Is(containingNamespace, name));
}
