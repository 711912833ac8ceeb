using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using AsyncJobs.Jobs;
using Xunit;

namespace AsyncJobs.Runtime.Tests;

/// <summary>The rooms of the runtime and who may use whom, by what the compiled code refers to.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "AsyncJobs";

    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Shared"] = [],
        ["Buffers"] = [],
        ["Parameters"] = [],
        ["Lifecycle"] = ["Vocabulary"],
        ["Logging"] = ["Vocabulary", "Buffers"],
        ["Aws"] = [],
        ["Http"] = ["Vocabulary", "Shared", "Buffers"],
        ["Binding"] = ["Vocabulary", "Buffers", "Http"],
        ["Storage"] = ["Vocabulary", "Lifecycle", "Aws"],
        ["Dispatch"] = ["Vocabulary", "Aws"],
        ["Callbacks"] = [],
        ["Time"] = ["Logging", "Metrics"],
        ["Calls"] = ["Time", "Logging", "Metrics"],
        ["Fallbacks"] = ["Vocabulary", "Time", "Logging", "Metrics"],
        ["Metrics"] = ["Buffers", "Logging"],
        ["Jobs"] = ["Vocabulary", "Shared", "Time", "Fallbacks", "Metrics", "Buffers", "Lifecycle", "Logging", "Http", "Binding", "Storage", "Dispatch", "Callbacks"],
        ["Hosting"] = ["Vocabulary", "Buffers", "Lifecycle", "Jobs"],
    };

    // What application code writes is in one namespace, whatever room it belongs to.
    private static readonly Dictionary<string, Type[]> s_written = new()
    {
        ["Vocabulary"] =
        [
            typeof(JobContext), typeof(JobContinuedException), typeof(JobError), typeof(JobErrorCodes), typeof(JobException), typeof(JobProgress),
            typeof(JobStatus), typeof(JobStatusExtensions),
        ],
        ["Time"] = [typeof(BudgetExceededException), typeof(EnteredScope), typeof(InvocationBudget), typeof(InvocationScope)],
        ["Calls"] = [typeof(BudgetHandler), typeof(BudgetHttpClient)],
        ["Fallbacks"] =
            [typeof(Fallback<,>), typeof(FallbackExhaustedException), typeof(FallbackMiss), typeof(FallbackOutcome<>), typeof(FallbackReason)],
    };

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
        foreach (Type type in Runtime.GetTypes())
        {
            string from = RoomOf(type);
            foreach (Type used in References(type))
            {
                string to = RoomOf(used);
                if (from != to && !MayUse(from, to, type))
                    wrong.Add($"{type} ({from}) -> {used} ({to})");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong.Distinct()));
    }

    [Fact]
    public void Each_room_is_known_and_has_something_in_it()
    {
        string[] rooms = [.. Runtime.GetTypes().Select(RoomOf).Where(room => room is not "" and not "Vocabulary").Distinct()];

        Assert.Empty(rooms.Except(s_allowed.Keys));
        Assert.Empty(s_allowed.Keys.Except(rooms));
    }

    [Fact]
    public void Only_the_projects_own_assemblies_see_the_inside() =>
        Assert.All(Runtime.GetCustomAttributes<InternalsVisibleToAttribute>(), friend => Assert.StartsWith("AsyncJobs.", friend.AssemblyName, StringComparison.Ordinal));

    [Fact]
    public void Nothing_private_of_the_platform_is_touched() =>
        Assert.DoesNotContain(
            Runtime.GetTypes().SelectMany(type => type.GetMethods(All)), method => method.IsDefined(typeof(UnsafeAccessorAttribute), inherit: false));

    [Fact]
    public void The_look_through_the_code_sees_a_call_in_a_method_body()
    {
        // So that the arrows are not right because nothing was seen.
        Type worker = Runtime.GetType("AsyncJobs.Jobs.Worker", throwOnError: true)!;
        IEnumerable<string> rooms = worker.GetNestedTypes(All).Append(worker).SelectMany(References).Select(RoomOf);

        Assert.Superset(new HashSet<string> { "Binding", "Buffers", "Lifecycle", "Logging", "Storage" }, rooms.ToHashSet());
    }

    // The context is what a method is handed of the inside, and is made there.
    private static bool MayUse(string from, string to, Type type) =>
        to == "" || (from == "Vocabulary" ? Outermost(type) == typeof(JobContext) || to == "Time" : s_allowed.TryGetValue(from, out string[]? allowed) && allowed.Contains(to));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>The room of a type; empty for what is none of ours.</summary>
    private static string RoomOf(Type type)
    {
        Type outermost = Outermost(type);
        if (outermost.Assembly != Runtime || outermost.Namespace is not { } name || (name != Root && !name.StartsWith(Root + ".", StringComparison.Ordinal)))
            return "";
        if (name != Root)
            return name[(Root.Length + 1)..].Split('.')[0];
        if (outermost.IsAssignableTo(typeof(Attribute)))
            return "Vocabulary";

        Type written = outermost.IsGenericType ? outermost.GetGenericTypeDefinition() : outermost;
        return s_written.FirstOrDefault(room => room.Value.Contains(written)).Key ?? Root;
    }

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
