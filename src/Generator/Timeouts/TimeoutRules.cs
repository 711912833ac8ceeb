using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>The rules about how long outgoing calls may take.</summary>
internal static class TimeoutRules
{
    private const string Category = "AsyncJobs";
    private const string Help = "https://github.com/asyncjobs/asyncjobs/blob/main/docs/rules/";

    public static readonly DiagnosticDescriptor FixedClientTimeout = new(
        "AJ1001",
        "The client's timeout is fixed",
        "HttpClient.Timeout is {0}, however much time the invocation has left: set it to Timeout.InfiniteTimeSpan and pass each call the budget's token, or give the client a BudgetHandler",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1001.md");

    public static readonly DiagnosticDescriptor UnlimitedCall = new(
        "AJ1002",
        "The call does not end with the invocation's time",
        "'{0}' is given no token, so it may outlast the invocation: pass it the token of the budget, or give the client a BudgetHandler",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1002.md");

    public static readonly DiagnosticDescriptor FixedCancellation = new(
        "AJ1003",
        "The call is cancelled after a fixed time",
        "The time after which an HTTP call is cancelled is {0}, however much the invocation has left: make it from the remaining time less a reserve, or link the budget's token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1003.md");

    public static readonly DiagnosticDescriptor FixedWait = new(
        "AJ1004",
        "The call is waited for a fixed time",
        "'{0}' gives the call up after a time that is {1}, and leaves the request running: pass the call the budget's token and await it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1004.md");

    public static readonly DiagnosticDescriptor FixedPipelineTimeout = new(
        "AJ1005",
        "The pipeline's timeout is fixed",
        "The timeout of the resilience pipeline is {0}, however much time the invocation has left: leave it out and pass the budget's token to the execution, or make it from the remaining time",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1005.md");

    public static readonly DiagnosticDescriptor OtherClientTimeout = new(
        "AJ1006",
        "The client's call has a fixed time",
        "{0}: make it from the remaining time less a reserve, or pass the budget's token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1006.md");

    public static readonly DiagnosticDescriptor NoReserve = new(
        "AJ1007",
        "Nothing of the remaining time is kept in reserve",
        "The limit is the whole remaining time, so nothing is left to react when it is reached: subtract the time it takes to log, answer and fall back",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1007.md");

    public static readonly DiagnosticDescriptor ClientPerInvocation = new(
        "AJ1008",
        "The client's timeout is set for an invocation",
        "{0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1008.md");

    public static readonly DiagnosticDescriptor UncoveredBody = new(
        "AJ1009",
        "The reading of the body has no limit",
        "'{0}' reads a body that was not waited for with the headers, and no limit of the call covers it: pass it the token that the call was given",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1009.md");

    public static readonly DiagnosticDescriptor UnclampedTime = new(
        "AJ1010",
        "The limit may be negative",
        "When less remains than is subtracted the limit is negative: that throws, and at exactly -1 ms never ends, so use the greater of it and zero, or fail early",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1010.md");

    public static readonly DiagnosticDescriptor OutlastingTime = new(
        "AJ1011",
        "The limit may be longer than what remains",
        "{0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1011.md");
}
