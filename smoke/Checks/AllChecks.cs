using AsyncJobs.Smoke.Cases;
using AsyncJobs.Smoke.Running;

namespace AsyncJobs.Smoke;

/// <summary>All checks; those that wait for long come first.</summary>
internal static class AllChecks
{
    private const string NoAuthorizer = "the local host has no authorizer";
    private const string NoReceiver = "callbacks go to addresses of the internet alone";
    private const string NoCloudWatch = "the local host has no CloudWatch";

    public static IReadOnlyList<Check> List { get; } =
    [
        new("a second attempt", Endings.SecondAttemptAsync),
        new("killed by Lambda, ended by settle", Endings.KilledAsync),
        new("a method that ignores its timeout", Endings.IgnoredTimeoutAsync),
        new("a method that stops at its timeout", Endings.TimeoutAsync),
        new("cancelled", Endings.CancelledAsync),
        new("a second invocation", Endings.ContinuedAsync),
        new("failed for good", Endings.FailedAsync),
        new("succeeded", Endings.SucceededAsync),
        new("a callback", Callbacks.ReceivedAsync) { NotLocally = NoReceiver },
        new("the worker's log", Logs.FinishedAsync) { NotLocally = NoCloudWatch },
        new("large input and result", Requests.LargeAsync),
        new("a start that is repeated", Requests.RepeatedAsync),
        new("a start that waits", Requests.WaitingAsync),
        new("a malformed request", Requests.MalformedAsync),
        new("nobody without a token", Callers.NobodyAsync) { NotLocally = NoAuthorizer },
        new("another caller's job", Callers.StrangerAsync) { NotLocally = NoAuthorizer },
        new("another caller's key", Callers.KeyAsync) { NotLocally = NoAuthorizer },
    ];
}
