using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// Finds the declarations of a compilation that have the generator's attributes. The compiler's own search by an attribute's name goes through all
/// files after each edit, once for each attribute; here one look at what is known of each file does for all of them.
/// </summary>
internal static class DeclarationFinder
{
    public static FoundModel Find(Compilation compilation, CancellationToken cancellationToken)
    {
        ImmutableHashSet<string> aliases = GlobalAliases(compilation);
        Lazy<ulong> version = new(() => DeclarationVersion.Of(compilation), LazyThreadSafetyMode.None);
        List<EquatableArray<JobModel>> jobs = [];
        List<FileDeclarations> files = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MarkedDeclarations marked = MarkedDeclarations.Of(tree);
            ImmutableArray<MemberDeclarationSyntax> declarations = marked.With(aliases);
            if (!declarations.IsEmpty)
            {
                FileDeclarations file = marked.ReadOnce(version.Value, () => DeclarationReader.Read(compilation, declarations, cancellationToken));
                files.Add(file);
                jobs.Add(file.Jobs);
            }
            else if (marked.HasAttributes)
            {
                // Such a file has its place, too: a job that comes into it then moves no other file's, and what was made of those is not made again.
                jobs.Add(default);
            }
        }

        // The method marked [JobServices], else that of the startup class of Amazon.Lambda.Annotations.
        ServicesModel? services = JobResolver.Choose([.. files.SelectMany(static file => file.Services)])
            ?? JobResolver.Choose([.. files.SelectMany(static file => file.Startups)]);
        return new FoundModel(new([.. jobs]), new([.. files.SelectMany(static file => file.Contexts)]), services);
    }

    private static ImmutableHashSet<string> GlobalAliases(Compilation compilation)
    {
        ImmutableHashSet<string> aliases = [];
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (MarkedDeclarations.Of(tree).GlobalAliases is { IsEmpty: false } own)
                aliases = aliases.Union(own);
        }

        return aliases;
    }
}
