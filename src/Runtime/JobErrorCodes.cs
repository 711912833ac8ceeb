namespace AsyncJobs;

/// <summary>The error codes of AsyncJobs itself, in a job's <c>error</c> and in problem details. Applications use 10000 and up.</summary>
public static class JobErrorCodes
{
    /// <summary>
    /// The method threw an exception on its last attempt, or made a call that each attempt would make in vain, such as a start that
    /// <see cref="AsyncJobAttribute.Starts"/> does not name.
    /// </summary>
    public const int MethodFailed = 1001;

    /// <summary>The method, or a call it made, did not finish within the invocation's budget.</summary>
    public const int TimedOut = 1002;

    /// <summary>The worker vanished: its lease is long over and no retry came.</summary>
    public const int Lost = 1003;

    /// <summary>The platform gave up on the job's event: its retries are used up or it became too old.</summary>
    public const int PlatformGaveUp = 1004;

    /// <summary>The result is too large to be stored.</summary>
    public const int ResultTooLarge = 1005;

    /// <summary>The worker could not read the job's input.</summary>
    public const int InputUnreadable = 1006;

    /// <summary>The job's input was kept in the payload store and is not there any more.</summary>
    public const int InputMissing = 1007;

    /// <summary>The payload store did not give the job's input, or did not take its result; or a job returns a file and there is none.</summary>
    public const int PayloadStoreFailed = 1008;

    /// <summary>
    /// The method returned a value that cannot be written as JSON. It is not tried again: its work is done. What the value itself throws while it is
    /// enumerated for writing is <see cref="MethodFailed"/>.
    /// </summary>
    public const int ResultNotSerializable = 1009;

    /// <summary>A job that this one has waited for did not succeed, and its method has no use for that.</summary>
    public const int JoinedNotSucceeded = 1010;

    /// <summary>The request is malformed; <c>errors</c> lists every fault.</summary>
    public const int BadRequest = 2400;

    /// <summary>An authorizer has let the caller in, but does not say who they are, and a job would have no owner.</summary>
    public const int Forbidden = 2403;

    /// <summary>There is no such job or route for this caller.</summary>
    public const int NotFound = 2404;

    /// <summary>The path exists, but not with this HTTP method.</summary>
    public const int MethodNotAllowed = 2405;

    /// <summary>The caller takes nothing but a stream of events, and the deployment does not stream.</summary>
    public const int NotAcceptable = 2406;

    /// <summary>
    /// The job cannot be removed or run again yet: it has not finished, so cancel it first; or it cannot be removed, since its callback may still be
    /// under way.
    /// </summary>
    public const int NotFinished = 2409;

    /// <summary>The job's result was kept in the payload store and is not there any more.</summary>
    public const int Gone = 2410;

    /// <summary>The input does not fit into an event of the platform.</summary>
    public const int PayloadTooLarge = 2413;

    /// <summary>The body is of no type that the job takes.</summary>
    public const int UnsupportedMediaType = 2415;

    /// <summary>The job cannot be run again: its input was not kept, or is not there any more.</summary>
    public const int InputNotKept = 2419;

    /// <summary>The job was run again before, by a job that has been removed.</summary>
    public const int RetryRemoved = 2420;

    /// <summary>The job has no callback that could be sent.</summary>
    public const int NoCallback = 2423;

    /// <summary>The job's callback is being sent, or may be, and cannot be sent again at the same time.</summary>
    public const int CallbackUnderWay = 2424;

    /// <summary>The Idempotency-Key was used before with another payload, or for a job that was removed.</summary>
    public const int IdempotencyKeyReused = 2422;

    /// <summary>The caller has as many unfinished jobs, or has started as many in this minute, as the deployment allows.</summary>
    public const int LimitReached = 2429;

    /// <summary>An error on our side; the request id finds it in the logs.</summary>
    public const int InternalError = 2500;

    /// <summary>
    /// The job could not be started, or it is not known whether it was; or its result cannot be read at the moment, or a newer version of the library
    /// has written it. Try again.
    /// </summary>
    public const int Unavailable = 2503;

    /// <summary>The handler did not answer in time.</summary>
    public const int GatewayTimeout = 2504;
}
