using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AsyncJobs.Jobs;
using Xunit;

namespace AsyncJobs.Runtime.Tests;

/// <summary>The rooms of the runtime and who may use whom, by what the compiled code refers to.</summary>
/// <remarks>
/// The room of a type is the folder that it is declared in. Its namespace cannot say it: public types keep the namespaces that users write, so that
/// <c>AsyncJobs.Jobs</c> has types of four rooms. A library that selects types by their namespaces would need the same look into the sources first.
/// </remarks>
public sealed partial class ArchitectureTests
{
    private const string Root = "AsyncJobs";

    // The files beside the folders: the words that application code is written in.
    private const string Words = "Words";

    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        [Words] = ["Texts"],
        ["Texts"] = [],
        ["Shared"] = [],
        ["Buffers"] = [],
        ["Parameters"] = [],
        ["Callbacks"] = ["Shared", "Time"],
        ["Failures"] = [],
        ["Dispatch"] = ["Failures"],
        ["Limits"] = [],
        ["Lifecycle"] = [Words, "Buffers"],
        ["Telemetry"] = [Words, "Texts", "Shared", "Buffers"],
        ["Time"] = ["Telemetry"],
        ["Calls"] = ["Time", "Telemetry"],
        ["Fallbacks"] = [Words, "Time", "Telemetry"],
        ["Storage"] = [Words, "Texts", "Failures", "Limits", "Lifecycle", "Telemetry"],
        ["Events"] = [Words, "Texts", "Shared", "Buffers", "Time", "Lifecycle", "Telemetry"],
        ["Binding"] = [Words, "Buffers", "Events"],
        ["Jobs"] = [Words, "Shared", "Texts", "Failures", "Buffers", "Time", "Lifecycle", "Events", "Binding"],
        ["Starting"] = [Words, "Shared", "Texts", "Failures", "Buffers", "Time", "Limits", "Lifecycle", "Telemetry", "Events", "Binding", "Storage", "Dispatch", "Callbacks", "Jobs"],
        ["Ending"] = [Words, "Shared", "Buffers", "Time", "Lifecycle", "Telemetry", "Events", "Storage", "Dispatch", "Callbacks", "Jobs"],
        ["Listing"] = [Words, "Time", "Lifecycle", "Telemetry", "Storage", "Jobs"],
        ["Operating"] = [Words, "Texts", "Shared", "Time", "Lifecycle", "Telemetry", "Events", "Jobs", "Starting", "Ending"],
        ["Joining"] = [Words, "Shared", "Failures", "Time", "Lifecycle", "Telemetry", "Storage", "Jobs", "Ending"],
        ["Working"] = [Words, "Texts", "Failures", "Buffers", "Time", "Fallbacks", "Lifecycle", "Telemetry", "Events", "Binding", "Storage", "Dispatch", "Jobs", "Ending", "Joining"],
        ["Endpoints"] =
            [Words, "Texts", "Failures", "Shared", "Buffers", "Time", "Limits", "Lifecycle", "Telemetry", "Events", "Binding", "Storage", "Dispatch", "Callbacks", "Jobs", "Starting", "Ending", "Listing", "Operating"],
        ["Aws"] = [Words, "Shared", "Limits", "Lifecycle", "Storage", "Dispatch", "Callbacks"],
        ["Hosting"] =
        [
            Words, "Texts", "Failures", "Shared", "Buffers", "Time", "Limits", "Lifecycle", "Telemetry", "Events", "Binding", "Storage", "Dispatch", "Callbacks", "Jobs", "Starting", "Ending", "Joining",
            "Listing", "Operating", "Working", "Endpoints", "Aws",
        ],
    };

    private static readonly Dictionary<string, string> s_rooms = ReadRooms();

    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static Assembly Runtime => typeof(JobApp).Assembly;

    [Fact]
    public void Arrows_point_one_way()
    {
        List<string> wrong = [];
        foreach (Type type in Runtime.GetTypes().Where(type => RoomOf(type).Length > 0))
        {
            string from = RoomOf(type);
            foreach (Type used in References(type))
            {
                string to = RoomOf(used);
                if (from != to && to.Length > 0 && !s_allowed[from].Contains(to))
                    wrong.Add($"{type} ({from}) -> {used} ({to})");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Distinct()));
    }

    [Fact]
    public void No_arrows_go_round_in_a_circle()
    {
        HashSet<string> ordered = [];
        while (s_allowed.Keys.FirstOrDefault(room => !ordered.Contains(room) && s_allowed[room].All(ordered.Contains)) is { } next)
            ordered.Add(next);

        Assert.Empty(s_allowed.Keys.Except(ordered));
    }

    [Fact]
    public void Each_room_is_known_and_has_something_in_it() =>
        Assert.Equal(s_allowed.Keys.Order(), Types().Select(RoomOf).Distinct().Order());

    [Fact]
    public void What_only_the_library_names_is_in_the_namespace_of_its_folder() =>
        Assert.All(Types().Where(type => type.IsNotPublic), type => Assert.Equal($"{Root}.{RoomOf(type)}", type.Namespace));

    [Fact]
    public void Only_the_projects_own_assemblies_see_the_inside() =>
        Assert.All(Runtime.GetCustomAttributes<InternalsVisibleToAttribute>(), friend => Assert.StartsWith("AsyncJobs.", friend.AssemblyName, StringComparison.Ordinal));

    [Fact]
    public void Nothing_private_of_the_platform_is_touched() =>
        Assert.DoesNotContain(
            Runtime.GetTypes().SelectMany(type => type.GetMethods(All)), method => method.IsDefined(typeof(UnsafeAccessorAttribute), inherit: false));

    // Copies of a snapshot share the state of these. What RandomBits keeps, it keeps only where there are no copies.
    [Fact]
    public void Random_numbers_come_from_the_kernel() =>
        Assert.Equal(
            ["AsyncJobs.Lifecycle.RandomBits"],
            Runtime.GetTypes()
                .Where(static type => References(type).Any(static used => used == typeof(Random) || used == typeof(RandomNumberGenerator)))
                .Select(static type => Outermost(type).FullName).Distinct());

    [Fact]
    public void The_look_through_the_code_sees_a_call_in_a_method_body()
    {
        // So that the arrows are not right because nothing was seen.
        Type worker = Runtime.GetType("AsyncJobs.Working.Worker", throwOnError: true)!;
        IEnumerable<string> rooms = worker.GetNestedTypes(All).Append(worker).SelectMany(References).Select(RoomOf);

        Assert.Superset(new HashSet<string> { "Ending", "Events", "Jobs", "Lifecycle", "Storage", "Telemetry" }, rooms.ToHashSet());
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>The types that somebody wrote.</summary>
    private static IEnumerable<Type> Types() => Runtime.GetTypes().Where(type =>
        !type.IsNested && (type.Namespace == Root || type.Namespace?.StartsWith(Root + ".", StringComparison.Ordinal) is true));

    /// <summary>The room of a type; empty for what is none of ours.</summary>
    private static string RoomOf(Type type)
    {
        Type outermost = Outermost(type);
        return outermost.Assembly == Runtime && s_rooms.TryGetValue($"{outermost.Namespace}.{outermost.Name.Split('`')[0]}", out string? room) ? room : "";
    }

    /// <summary>The folder of each type, by the declarations in the sources.</summary>
    private static Dictionary<string, string> ReadRooms()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Generators.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests do not run within the repository.");

        Dictionary<string, string> rooms = [];
        string runtime = Path.Combine(root, "src", "Runtime");
        foreach (string file in Directory.EnumerateFiles(runtime, "*.cs", SearchOption.AllDirectories))
        {
            string[] path = Path.GetRelativePath(runtime, file).Split(Path.DirectorySeparatorChar);
            if (path[0] is not ("bin" or "obj"))
                Read(file, path.Length == 1 ? Words : path[0]);
        }

        foreach (string file in Directory.EnumerateFiles(Path.Combine(root, "src", "Shared"), "*.cs"))
            Read(file, "Shared");

        // The build writes it: see src/Directory.Build.targets.
        rooms[$"{Root}.Shared.Repository"] = "Shared";
        return rooms;

        void Read(string file, string room)
        {
            string source = File.ReadAllText(file);
            string name = Namespace().Match(source).Groups[1].Value;
            foreach (Match declared in Declaration().Matches(source))
                rooms[$"{name}.{declared.Groups[1].Value}"] = room;
        }
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal) (?:[a-z]+ )*?(?:class|struct|interface|enum|record struct|record|delegate [\w<>?]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    private static IEnumerable<Type> References(Type type)
    {
        IEnumerable<Type?> found =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(All).Select(field => field.FieldType),
            .. type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(OfMethod),
        ];
        return found.OfType<Type>().SelectMany(Parts).Where(used => Outermost(used) != Outermost(type));
    }

    private static IEnumerable<Type?> OfMethod(MethodBase method) =>
    [
        .. method.GetParameters().Select(parameter => parameter.ParameterType),
        (method as MethodInfo)?.ReturnType,
        .. method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [],
        .. OfBody(method),
    ];

    private static IEnumerable<Type?> OfBody(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[]? typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (int i = 0; i < code.Length;)
        {
            OpCode operation = code[i] == 0xFE ? s_opCodes[unchecked((short)(0xFE00 | code[i + 1]))] : s_opCodes[code[i]];
            i += operation.Size;
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                MemberInfo? member = method.Module.ResolveMember(BitConverter.ToInt32(code, i), typeArguments, methodArguments);
                yield return member as Type ?? member?.DeclaringType;
                if (member is MethodInfo { IsGenericMethod: true } generic)
                {
                    foreach (Type argument in generic.GetGenericArguments())
                        yield return argument;
                }
            }

            i += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, i)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        while (type.HasElementType)
            type = type.GetElementType()!;
        if (type.IsGenericParameter)
            return [];
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];
    }
}
