using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>Walks a value of the pipeline by reflection: it must be data that compares by value and holds on to nothing of a compilation.</summary>
internal static class ModelWalker
{
    private static readonly ImmutableArray<Type> s_forbidden =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxToken), typeof(SyntaxTree), typeof(SyntaxReference), typeof(Location), typeof(Compilation),
        typeof(AttributeData), typeof(TypedConstant), typeof(SemanticModel), typeof(IOperation), typeof(Diagnostic), typeof(TextSpan), typeof(LinePosition),
        typeof(SourceText), typeof(Delegate), typeof(MemberInfo),
    ];

    public static void AssertIsPlainData(string step, object? value)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

        // Collect compares its array by elements, and Combine its pairs: only what is inside of those is up to the models.
        foreach (object item in Unwrap(value))
            Walk(item, step, seen);
    }

    private static IEnumerable<object> Unwrap(object? value) => value switch
    {
        null => [],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Unwrap(tuple[i])),
        IEnumerable items when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) =>
            items.Cast<object?>().SelectMany(Unwrap),
        _ => [value],
    };

    private static void Walk(object value, string path, HashSet<object> seen)
    {
        Type type = value.GetType();
        foreach (Type forbidden in s_forbidden)
            Assert.False(forbidden.IsAssignableFrom(type), $"{path} is a {type}");

        if (type.IsPrimitive || type.IsEnum || value is string or decimal || (!type.IsValueType && !seen.Add(value)))
            return;

        Assert.True(
            typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type),
            $"{path} is a {type}, which does not compare by value");
        for (Type? level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (field.GetValue(value) is { } inner)
                    WalkField(inner, type, $"{path}.{field.Name}", seen);
            }
        }
    }

    private static void WalkField(object value, Type owner, string path, HashSet<object> seen)
    {
        if (value is string or not IEnumerable || typeof(IEquatable<>).MakeGenericType(value.GetType()) is var equatable
            && equatable.IsInstanceOfType(value) && value.GetType().Assembly != typeof(ImmutableArray<>).Assembly)
        {
            Walk(value, path, seen);
            return;
        }

        Assert.True(
            owner.Name.Contains("EquatableArray", StringComparison.Ordinal),
            $"{path} is a {value.GetType()}, which compares by reference");
        foreach (object? item in (IEnumerable)value)
        {
            if (item is not null)
                Walk(item, path + "[]", seen);
        }
    }
}
