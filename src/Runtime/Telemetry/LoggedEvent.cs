using AsyncJobs.Shared;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Telemetry;

/// <summary>What a line of the library's own is to an <see cref="ILogger"/>: its category, and its id with its name.</summary>
/// <param name="Category">Which part of the library it is of.</param>
/// <param name="Id">The event. A number stays with its event.</param>
internal readonly record struct LoggedEvent(string Category, EventId Id)
{
    public const string Http = "AsyncJobs.Http";
    public const string Start = "AsyncJobs.Start";
    public const string Worker = "AsyncJobs.Worker";
    public const string Settle = "AsyncJobs.Settle";
    public const string Callbacks = "AsyncJobs.Callbacks";
    public const string Calls = "AsyncJobs.Calls";
    public const string Hosting = "AsyncJobs.Hosting";
    public const string Listing = "AsyncJobs.Listing";
    public const string Operators = "AsyncJobs.Operators";

    /// <summary>The event of this name.</summary>
    public static LoggedEvent Of(string name)
    {
        (string category, int id) = Find(name);
        return new LoggedEvent(category, new EventId(id, name));
    }

    private static (string Category, int Id) Find(string name) => name switch
    {
        JobEvents.Accepted => (Http, 101),
        JobEvents.Repeated => (Http, 102),
        JobEvents.NotDispatched => (Http, 103),
        JobEvents.NotStored => (Http, 104),
        JobEvents.OwnerUnknown => (Http, 105),
        JobEvents.Limited => (Http, 106),
        JobEvents.NotLimited => (Http, 107),
        JobEvents.ResultNotRead => (Http, 108),
        JobEvents.WaitNotRead => (Http, 109),
        JobEvents.CancelRequested => (Http, 110),
        JobEvents.Purged => (Http, 111),
        JobEvents.NotPurged => (Http, 112),
        JobEvents.HttpFailed => (Http, 113),
        JobEvents.RedispatchNotRecorded => (Start, 201),
        JobEvents.UndispatchedNotRemoved => (Start, 202),
        JobEvents.SlotNotReleased => (Start, 203),
        JobEvents.InputNotRemoved => (Start, 204),
        JobEvents.CallbackDelivered => (Callbacks, 501),
        JobEvents.CallbackNotDelivered => (Callbacks, 502),
        JobEvents.CallbackNotSent => (Callbacks, 503),
        JobEvents.CallbackNotRecorded => (Callbacks, 504),
        JobEvents.CallbackPutOff => (Callbacks, 505),
        JobEvents.CallbackNotPlanned => (Callbacks, 506),
        JobEvents.CallbackSecretNotRead => (Callbacks, 507),
        JobEvents.CallTimedOut => (Calls, 601),
        JobEvents.CallRefused => (Calls, 602),
        JobEvents.FallbackAnswered => (Calls, 611),
        JobEvents.FallbackExhausted => (Calls, 612),
        JobEvents.HookFailed => (Hosting, 701),
        JobEvents.ListScans => (Listing, 801),
        JobEvents.OperatorCommand => (Operators, 901),
        JobEvents.OperatorFailed => (Operators, 902),
        _ => FindOfJob(name),
    };

    private static (string Category, int Id) FindOfJob(string name) => name switch
    {
        JobEvents.NotClaimed => (Worker, 301),
        JobEvents.CancelNotRead => (Worker, 302),
        JobEvents.ProgressNotWritten => (Worker, 303),
        JobEvents.OutcomeNotWritten => (Worker, 304),
        JobEvents.OutcomeRefused => (Worker, 305),
        JobEvents.ResultNotKept => (Worker, 306),
        JobEvents.ContinuationNotDispatched => (Worker, 307),
        JobEvents.LookNotSent => (Worker, 308),
        JobEvents.ServicesNotDisposed => (Worker, 309),
        JobEvents.AttemptFailed => (Worker, 310),
        JobEvents.Continued => (Worker, 311),
        JobEvents.Finished => (Worker, 312),
        JobEvents.JoinedNotCancelled => (Worker, 313),
        JobEvents.Lost => (Settle, 401),
        JobEvents.Settled => (Settle, 402),
        JobEvents.LookFailed => (Settle, 403),
        JobEvents.EventUnknown => (Settle, 404),
        JobEvents.SettleRefused => (Settle, 405),
        JobEvents.LookedAt => (Settle, 406),
        JobEvents.LaterLook => (Settle, 407),
        JobEvents.NoLaterLook => (Settle, 408),
        _ => (TelemetryNames.Source, 0),
    };
}
