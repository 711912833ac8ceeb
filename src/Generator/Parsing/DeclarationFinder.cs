using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// Finds and reads the declarations of a compilation that have the generator's attributes. The compiler's own search by an attribute's name goes
/// through all files after each edit, once for each attribute; here one look at what is known of each file does for all of them.
/// </summary>
internal sealed class DeclarationFinder(Compilation compilation, CancellationToken cancellationToken)
{
    private readonly List<EquatableArray<JobModel>> _jobs = [];
    private readonly List<JsonContextModel> _contexts = [];
    private readonly List<ServicesModel> _services = [];
    private readonly List<ServicesModel> _startups = [];

    public static FoundModel Find(Compilation compilation, CancellationToken cancellationToken) =>
        new DeclarationFinder(compilation, cancellationToken).Find();

    private FoundModel Find()
    {
        ImmutableHashSet<string> aliases = GlobalAliases();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MarkedDeclarations marked = MarkedDeclarations.Of(tree);
            ImmutableArray<MemberDeclarationSyntax> declarations = marked.With(aliases);

            // Also a file without jobs has its place where it has any attribute: what comes into it then moves no other file's, and what was made of
            // those is not made again.
            if (marked.HasAttributes || !declarations.IsEmpty)
                _jobs.Add(declarations.IsEmpty ? default : Read(declarations));
        }

        // The method marked [JobServices], else that of the startup class of Amazon.Lambda.Annotations.
        ServicesModel? services = JobResolver.Choose([.. _services]) ?? JobResolver.Choose([.. _startups]);
        return new FoundModel(new([.. _jobs]), new([.. _contexts]), services);
    }

    private ImmutableHashSet<string> GlobalAliases()
    {
        ImmutableHashSet<string> aliases = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (MarkedDeclarations.Of(tree).GlobalAliases is { IsEmpty: false } own)
                aliases = aliases.Union(own);
        }

        return aliases;
    }

    // Those of one file.
    private EquatableArray<JobModel> Read(ImmutableArray<MemberDeclarationSyntax> declarations)
    {
        List<JobModel> jobs = [];
        SemanticModel model = compilation.GetSemanticModel(declarations[0].SyntaxTree);
        foreach (MemberDeclarationSyntax declaration in declarations)
        {
            switch (model.GetDeclaredSymbol(declaration, cancellationToken))
            {
                case IMethodSymbol method:
                    ReadMethod(method, declaration.SyntaxTree, jobs);
                    break;
                case INamedTypeSymbol type:
                    ReadClass(type, declaration.SyntaxTree);
                    break;
            }
        }

        return new([.. jobs]);
    }

    private void ReadMethod(IMethodSymbol method, SyntaxTree tree, List<JobModel> jobs)
    {
        if (AttributesOf(method, tree, JobParser.AttributeNamespace, JobParser.AttributeType).FirstOrDefault() is { } job
            && JobParser.Parse(method, job, new Faults(), cancellationToken) is { } parsed)
        {
            jobs.Add(parsed);
        }

        if (AttributesOf(method, tree, ServicesParser.AttributeNamespace, ServicesParser.AttributeType).Any()
            && ServicesParser.Parse(method, new Faults()) is { } services)
        {
            _services.Add(services);
        }
    }

    private void ReadClass(INamedTypeSymbol type, SyntaxTree tree)
    {
        ImmutableArray<AttributeData> listed = [.. AttributesOf(type, tree, JsonContextParser.Namespace, JsonContextParser.AttributeType)];
        if (JsonContextParser.Parse(type, listed) is { } context)
            _contexts.Add(context);

        if (AttributesOf(type, tree, StartupParser.AttributeNamespace, StartupParser.AttributeType).Any()
            && StartupParser.Parse(type) is { } startup)
        {
            _startups.Add(startup);
        }
    }

    // A symbol has the attributes of all its parts; those of other files are found there.
    private static IEnumerable<AttributeData> AttributesOf(ISymbol symbol, SyntaxTree tree, string containingNamespace, string name) =>
        symbol.GetAttributes().Where(attribute =>
            attribute.ApplicationSyntaxReference?.SyntaxTree == tree && attribute.AttributeClass.Is(containingNamespace, name));
}
