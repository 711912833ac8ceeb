using System.Reflection;
using NetArchTest.Rules;

namespace AsyncJobs.Tests;

/// <summary>
/// The rooms of an assembly, which are its namespaces, in their order: each may use those before it. A room that may use fewer says which.
/// The empty name is the assembly's own namespace.
/// </summary>
internal sealed class Rooms(Assembly assembly, string root)
{
    private readonly Dictionary<string, string[]> _allowed = [];

    /// <summary>Adds a room that may use all that were added before.</summary>
    public Rooms Then(string room) => Then(room, [.. _allowed.Keys]);

    /// <summary>Adds a room that may use these.</summary>
    public Rooms Then(string room, params string[] mayUse)
    {
        if (mayUse.Except(_allowed.Keys).FirstOrDefault() is { } later)
            throw new ArgumentException($"The room '{later}' is not before '{room}'.", nameof(mayUse));
        _allowed.Add(room, mayUse);
        return this;
    }

    /// <summary>What uses a room that it may not use, and those rooms that nobody has told of.</summary>
    public IEnumerable<string> Faults() =>
    [
        .. _allowed.Keys.SelectMany(room => UsersOf(room, _allowed.Keys.Where(other => other != room && !_allowed[room].Contains(other)))),
        .. Namespaces().Except(_allowed.Keys).Select(static room => $"The room '{room}' has no place in the order."),
        .. _allowed.Keys.Except(Namespaces()).Select(static room => $"The room '{room}' is empty."),
    ];

    /// <summary>The types of a room that use others, with what they use.</summary>
    public IEnumerable<string> UsersOf(string room, IEnumerable<string> others)
    {
        foreach (string other in others)
        {
            NetArchTest.Rules.TestResult result =
                Types.InAssembly(assembly).That().ResideInNamespaceMatching(Pattern(room)).ShouldNot().HaveDependencyOnAny(
                NamesIn(other)).GetResult();
            foreach (IType type in result.FailingTypes)
                yield return $"{type.FullName} uses '{other}'";
        }
    }

    private static string RoomOf(string name, string root) => name.Length == root.Length ? "" : name[(root.Length + 1)..].Split('.')[0];

    private string Pattern(string room) =>
        room.Length == 0 ? $"^{root.Replace(".", "\\.", StringComparison.Ordinal)}$"
            : $"^{root.Replace(".", "\\.", StringComparison.Ordinal)}\\.{room}($|\\.)";

    private string[] NamesIn(string room) => [.. Own().Where(type => RoomOf(type.Namespace!, root) == room).Select(static type => type.FullName!)];

    private IEnumerable<string> Namespaces() => Own().Select(type => RoomOf(type.Namespace!, root)).Distinct();

    private IEnumerable<Type> Own() => assembly.GetTypes().Where(type =>
        type is { IsNested: false, Namespace: { } name } && (name == root || name.StartsWith(root + ".", StringComparison.Ordinal)));
}
