using System.Net;

namespace AsyncJobs.Callbacks;

/// <summary>What a receiver answered to a callback.</summary>
/// <param name="StatusCode">The status code.</param>
/// <param name="RetryAfter">How long it asks to be left alone; null where it does not say.</param>
internal readonly record struct CallbackReply(HttpStatusCode StatusCode, TimeSpan? RetryAfter);
