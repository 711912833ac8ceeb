using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// A number for what a compilation declares and refers to. Compilations that differ in the bodies of methods alone have the same one; whatever a
/// signature, an attribute or a comment of a declaration comes to is then the same in both, unless its own file was edited.
/// </summary>
internal static class DeclarationVersion
{
    private static readonly ConditionalWeakTable<object, Number> s_numbers = new();
    private static long s_last;

    public static ulong Of(Compilation compilation)
    {
        ulong version = NumberOf(compilation.Options);
        foreach (char letter in compilation.AssemblyName ?? "")
            version = DeclarationText.Add(version, letter);
        foreach (MetadataReference reference in compilation.References)
            version = DeclarationText.Add(version, NumberOf(reference));
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            version = DeclarationText.Add(version, NumberOf(tree.Options));
            version = DeclarationText.Add(version, MarkedDeclarations.Of(tree).DeclarationHash);
        }

        return version;
    }

    // One that no other object ever has, also when this one is gone.
    private static ulong NumberOf(object thing) => s_numbers.GetValue(thing, static _ => new Number((ulong)Interlocked.Increment(ref s_last))).Value;

    private sealed class Number(ulong value)
    {
        public ulong Value { get; } = value;
    }
}
