using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Flow;

/// <summary>Recognises, by name, the types of the platform and of libraries through which time and cancellation pass.</summary>
internal static class Library
{
    public const string Http = "System.Net.Http";
    private const string Root = "AsyncJobs";
    private const string Threading = "System.Threading";
    private const string Tasks = "System.Threading.Tasks";
    private const string Configuration = "Microsoft.Extensions.Configuration";
    private const string Options = "Microsoft.Extensions.Options";

    public static bool IsToken(ITypeSymbol? type) => Plain(type).Is(Threading, "CancellationToken");

    public static bool IsTokenSource(ITypeSymbol? type) => type.Is(Threading, "CancellationTokenSource");

    public static bool IsTimeSpan(ITypeSymbol? type) => Plain(type).Is("System", "TimeSpan");

    public static bool IsPointInTime(ITypeSymbol? type) => Plain(type) is { } plain && (plain.SpecialType == SpecialType.System_DateTime || plain.Is("System", "DateTimeOffset"));

    public static bool IsNumber(ITypeSymbol? type) => Plain(type)?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    public static bool IsTask(ITypeSymbol? type) => type is not null && (type.DerivesFrom(Tasks, "Task") || type.Is(Tasks, "ValueTask"));

    /// <summary>Without the question mark of a nullable value.</summary>
    public static ITypeSymbol? Plain(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>Whether a value of this type can carry a time limit: a duration, a point in time, a cancellation, a number.</summary>
    public static bool IsTime(ITypeSymbol? type) => IsTimeSpan(type) || IsToken(type) || IsTokenSource(type) || IsPointInTime(type) || IsNumber(type);

    /// <summary>A time without the cancellations that are made of one.</summary>
    public static bool IsDuration(ITypeSymbol? type) => IsTimeSpan(type) || IsPointInTime(type) || IsNumber(type);

    public static bool IsBudget(ITypeSymbol? type) => type.Is(Root, "InvocationBudget");

    public static bool IsJobContext(ITypeSymbol? type) => type.Is(Root, "JobContext");

    public static bool IsLambdaContext(ITypeSymbol? type) =>
        type is not null && (type.Is("Amazon.Lambda.Core", "ILambdaContext") || type.Implements("Amazon.Lambda.Core", "ILambdaContext"));

    /// <summary>What an invocation is given, and its remaining time read from.</summary>
    public static bool IsContext(ITypeSymbol? type) => IsBudget(type) || IsJobContext(type) || IsLambdaContext(type);

    public static bool IsHttpClient(ITypeSymbol? type) => type is not null && type.DerivesFrom(Http, "HttpClient");

    public static bool IsHandler(ITypeSymbol? type) => type is not null && type.DerivesFrom(Http, "HttpMessageHandler");

    public static bool IsInvoker(ITypeSymbol? type) => type is not null && type.DerivesFrom(Http, "HttpMessageInvoker");

    public static bool IsConfiguration(ITypeSymbol? type) =>
        type is not null
        && (type.Is(Configuration, "IConfiguration") || type.Is(Configuration, "ConfigurationBinder") || type.Is(Configuration, "ConfigurationExtensions")
            || type.Implements(Configuration, "IConfiguration"));

    public static bool IsOptions(ITypeSymbol? type) => TypeMatchesOptions(type) || (type is not null && Any(type.AllInterfaces));

    /// <summary>The types whose methods do nothing but compute or parse a time or number.</summary>
    public static bool IsArithmetic(ITypeSymbol? type)
    {
        type = Plain(type);
        if (type is null || type.ContainingNamespace is not { Name: "System" } container || !TypeMatch.IsNamed(container, "System"))
            return type.Is("System.Linq", "Enumerable") || type.Is("System.Diagnostics", "Stopwatch") || type.Is("System", "Nullable");

        return IsNumber(type) || type.Name is "TimeSpan" or "DateTime" or "DateTimeOffset" or "Math" or "MathF" or "Convert" or "Decimal" or "Nullable" or "String" or "Comparison";
    }

    /// <summary>Whether a method or constructor only wraps a value that is there already into a task.</summary>
    public static bool IsWrapping(IMethodSymbol method) =>
        IsTask(method.ContainingType) && (method.Name == "FromResult" || (method.MethodKind == MethodKind.Constructor && method.Parameters.Length == 1));

    public static bool IsClock(ISymbol member) => member.ContainingType switch
    {
        { SpecialType: SpecialType.System_DateTime } => member.Name is "UtcNow" or "Now" or "Today",
        { Name: "DateTimeOffset" } => member.Name is "UtcNow" or "Now",
        { Name: "Stopwatch" } => member.Name is "Elapsed" or "ElapsedMilliseconds" or "ElapsedTicks" or "GetTimestamp" or "GetElapsedTime" or "Frequency",
        { Name: "Environment" } => member.Name is "TickCount" or "TickCount64",
        { Name: "TimeProvider" } => member.Name is "GetUtcNow" or "GetLocalNow" or "GetTimestamp" or "GetElapsedTime" or "TimestampFrequency",
        { Name: "ISystemClock" or "IClock" } => true,
        _ => false,
    };

    private static bool Any(System.Collections.Immutable.ImmutableArray<INamedTypeSymbol> interfaces)
    {
        foreach (INamedTypeSymbol implemented in interfaces)
        {
            if (TypeMatchesOptions(implemented))
                return true;
        }

        return false;
    }

    private static bool TypeMatchesOptions(ITypeSymbol? type) =>
        type is { Name: "IOptions" or "IOptionsSnapshot" or "IOptionsMonitor" } && TypeMatch.IsNamed(type.ContainingNamespace, Options);
}
