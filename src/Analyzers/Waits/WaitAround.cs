using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Waits;

/// <summary>Waits that end before what they wait for: WaitAsync, Wait, WaitAll, WhenAny with a delay.</summary>
internal static class WaitAround
{
    /// <summary>The time of a wait and what is waited for; null if an invocation is no such wait.</summary>
    public static Wait? Of(CodeIndex code, IInvocationOperation invocation)
    {
        string name = invocation.TargetMethod.Name;
        if (name is not ("WaitAsync" or "Wait" or "WaitAll" or "WaitAny" or "WhenAny") || !code.Known.IsTask(invocation.TargetMethod.ContainingType))
            return null;

        IOperation? time = TimeOf(code.Known, invocation);
        return name switch
        {
            "WaitAsync" or "Wait" => time is not null && invocation.Instance is { } task ? new Wait(time, [task]) : null,
            "WaitAll" or "WaitAny" => time is null ? null : new Wait(time, [invocation.Arguments[0].Value]),
            "WhenAny" => DelayRace.Of(code, invocation),
            _ => null,
        };
    }

    /// <summary>The time that somebody gave a wait or delay.</summary>
    public static IOperation? TimeOf(KnownSymbols known, IInvocationOperation invocation) => invocation.Arguments.FirstOrDefault(argument =>
        argument.ArgumentKind != ArgumentKind.DefaultValue
            && (known.IsTimeSpan(argument.Parameter?.Type) || KnownSymbols.IsNumber(argument.Parameter?.Type)))?.Value;

    /// <summary>The token that ends a wait, where that is no time; null if there is none.</summary>
    public static IOperation? TokenOf(CodeIndex code, IInvocationOperation invocation) =>
        invocation.TargetMethod.Name is "WaitAsync" or "Wait" or "WaitAny" or "WaitAll" && code.Known.IsTask(invocation.TargetMethod.ContainingType)
            ? code.Outgoing.TokenOf(invocation)?.Value
            : null;
}
