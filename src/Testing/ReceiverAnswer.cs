using System.Net;

namespace AsyncJobs.Testing;

/// <summary>How the receiver of a callback answers.</summary>
/// <param name="IsReached">Whether it can be connected to.</param>
/// <param name="StatusCode">The status; null for no answer.</param>
internal sealed record ReceiverAnswer(bool IsReached, HttpStatusCode? StatusCode)
{
    public static readonly ReceiverAnswer Never = new(true, null);

    public static readonly ReceiverAnswer NoConnection = new(false, null);

    public static ReceiverAnswer Of(HttpStatusCode statusCode) => new(true, statusCode);
}
