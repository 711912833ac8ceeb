using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// The methods and classes of a file whose attributes have a name that the generator looks for: what the file alone tells, by text and syntax. It
/// stays with the file, which keeps its tree from one compilation to the next until it is edited; and so does what the declarations were found to
/// say, for compilations that declare the same.
/// </summary>
internal sealed class MarkedDeclarations
{
    private const string Suffix = "Attribute";

    private static readonly string[] s_types =
        [JobParser.AttributeType, ServicesParser.AttributeType, JsonContextParser.AttributeType, StartupParser.AttributeType];

    private static readonly ImmutableHashSet<string> s_names = [.. s_types.SelectMany(NamesFor)];
    private static readonly ConditionalWeakTable<SyntaxTree, MarkedDeclarations> s_known = new();

    private readonly SyntaxTree _tree;
    private readonly ImmutableArray<MemberDeclarationSyntax> _own;
    private readonly Lazy<ulong> _declarationHash;
    private Renamed? _withAliases;
    private Reading? _reading;

    private MarkedDeclarations(SyntaxTree tree)
    {
        _tree = tree;
        string text = tree.GetText().ToString();
        HasAttributes = HasBracketAtLineStart(text);
        bool isMentioned = MayMention(text, s_types.Select(WithoutSuffix));
        GlobalAliases = isMentioned ? [.. AliasesIn(Root.Usings, isGlobal: true)] : [];
        _own = isMentioned ? Find([]) : [];
        _declarationHash = new Lazy<ulong>(() => DeclarationText.HashOf(tree));
    }

    /// <summary>Whether a line begins as an attribute does.</summary>
    public bool HasAttributes { get; }

    /// <summary>The names that all files of the project may use for the attributes.</summary>
    public ImmutableArray<string> GlobalAliases { get; }

    /// <summary>A hash of the file without the bodies of its methods.</summary>
    public ulong DeclarationHash => _declarationHash.Value;

    private CompilationUnitSyntax Root => (CompilationUnitSyntax)_tree.GetRoot();

    public static MarkedDeclarations Of(SyntaxTree tree) => s_known.GetValue(tree, static key => new MarkedDeclarations(key));

    /// <summary>The declarations, in their order.</summary>
    /// <param name="aliases">The names for the attributes that other files declare for all.</param>
    public ImmutableArray<MemberDeclarationSyntax> With(ImmutableHashSet<string> aliases)
    {
        if (aliases.IsEmpty)
            return _own;
        if (_withAliases is { } known && known.Aliases.SetEquals(aliases))
            return known.Found;

        ImmutableArray<MemberDeclarationSyntax> found =
            MayMention(_tree.GetText().ToString(), s_types.Select(WithoutSuffix).Concat(aliases)) ? Find(aliases) : [];
        _withAliases = new Renamed(aliases, found);
        return found;
    }

    /// <summary>What the declarations say, read once for all compilations of a version.</summary>
    /// <param name="version">The <see cref="DeclarationVersion"/> of the compilation.</param>
    /// <param name="read">Reads them.</param>
    public FileDeclarations ReadOnce(ulong version, Func<FileDeclarations> read)
    {
        if (Volatile.Read(ref _reading) is { } known && known.Version == version)
            return known.Read;

        FileDeclarations found = read();
        Volatile.Write(ref _reading, new Reading(version, found));
        return found;
    }

    private static string WithoutSuffix(string type) => type.Substring(0, type.Length - Suffix.Length);

    // [Job] stands for Job and for JobAttribute.
    private static IEnumerable<string> NamesFor(string type) =>
        type.EndsWith(Suffix, StringComparison.Ordinal) ? [type, WithoutSuffix(type)] : [type];

    private static bool HasBracketAtLineStart(string text)
    {
        for (int at = text.IndexOf('['); at >= 0; at = text.IndexOf('[', at + 1))
        {
            int before = at - 1;
            while (before >= 0 && text[before] is ' ' or '\t')
                before--;
            if (before < 0 || text[before] is '\n' or '\r')
                return true;
        }

        return false;
    }

    // An escape may stand for any letter of a name.
    private static bool MayMention(string text, IEnumerable<string> names) =>
        names.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0) || text.IndexOf("\\u", StringComparison.OrdinalIgnoreCase) >= 0;

    private ImmutableArray<MemberDeclarationSyntax> Find(ImmutableHashSet<string> aliases)
    {
        ImmutableArray<MemberDeclarationSyntax>.Builder found = ImmutableArray.CreateBuilder<MemberDeclarationSyntax>();
        CompilationUnitSyntax root = Root;
        AddMarked(root.Members, s_names.Union(aliases).Union(AliasesIn(root.Usings, isGlobal: false)), found);
        return found.ToImmutable();
    }

    private static void AddMarked(
        SyntaxList<MemberDeclarationSyntax> members, ImmutableHashSet<string> names, ImmutableArray<MemberDeclarationSyntax>.Builder found)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            if (member is MethodDeclarationSyntax or ClassDeclarationSyntax && HasAny(member.AttributeLists, names))
                found.Add(member);
            if (member is TypeDeclarationSyntax type)
                AddMarked(type.Members, names, found);
            else if (member is BaseNamespaceDeclarationSyntax inner)
                AddMarked(inner.Members, names.Union(AliasesIn(inner.Usings, isGlobal: false)), found);
        }
    }

    private static bool HasAny(SyntaxList<AttributeListSyntax> lists, ImmutableHashSet<string> names)
    {
        foreach (AttributeListSyntax list in lists)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                if (names.Contains(NameOf(attribute.Name)))
                    return true;
            }
        }

        return false;
    }

    // using Job = AsyncJobs.AsyncJobAttribute;
    private static IEnumerable<string> AliasesIn(SyntaxList<UsingDirectiveSyntax> usings, bool isGlobal)
    {
        foreach (UsingDirectiveSyntax directive in usings)
        {
            if (directive is { Alias: { } alias, Name: { } name } && s_types.Contains(NameOf(name))
                && (!isGlobal || directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)))
            {
                foreach (string used in NamesFor(alias.Name.Identifier.ValueText))
                    yield return used;
            }
        }
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        _ => "",
    };

    private sealed record Reading(ulong Version, FileDeclarations Read);

    private sealed record Renamed(ImmutableHashSet<string> Aliases, ImmutableArray<MemberDeclarationSyntax> Found);
}
