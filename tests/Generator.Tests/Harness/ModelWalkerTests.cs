using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>The walk finds what it is there for, however deep it is.</summary>
public sealed class ModelWalkerTests
{
    private static readonly CSharpCompilation s_compilation = TestProject.Of("public sealed class Some;").Compile();

    public static TheoryData<object> Offenders { get; } = new(
        s_compilation,
        s_compilation.Assembly,
        s_compilation.SyntaxTrees[0].GetRoot(TestContext.Current.CancellationToken),
        Location.None,
        new Holder("a", new Inner(s_compilation.GlobalNamespace)),
        new Holder("a", new Inner(s_compilation.SyntaxTrees[0])),
        new Holder("a", new Inner(new int[1])),
        new Holder("a", new Inner(ImmutableArray.Create(1))),
        new Holder("a", new Inner(new List<string>())),
        new Holder("a", new Inner(static () => 1)),
        new Holder("a", new Inner(new object())),
        new EquatableArrayOf<object>([new Inner(Location.None)]));

    [Theory]
    [MemberData(nameof(Offenders), DisableDiscoveryEnumeration = true)]
    public void What_holds_on_to_a_compilation_is_found(object value) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => ModelWalker.AssertIsPlainData("step", ImmutableArray.Create(value)));

    [Fact]
    public void Plain_data_passes() =>
        ModelWalker.AssertIsPlainData("step", (ImmutableArray.Create(new Holder("a", new Inner(3))), new EquatableArrayOf<string>(["a"]), (Holder?)null));

    private sealed record Holder(string Name, Inner Inner);

    private readonly record struct Inner(object Value);

    private sealed class EquatableArrayOf<T>(T[] items) : IEquatable<EquatableArrayOf<T>>
    {
        private readonly T[] _items = items;

        public bool Equals(EquatableArrayOf<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

        public override bool Equals(object? obj) => Equals(obj as EquatableArrayOf<T>);

        public override int GetHashCode() => _items.Length;
    }
}
