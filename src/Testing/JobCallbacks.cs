using System.Net;

namespace AsyncJobs.Testing;

/// <summary>
/// The callbacks of a <see cref="JobTestHost"/>: what was sent, and how the receivers answer. Nothing of it leaves the process. A receiver takes
/// every callback, with 200, unless the host has one of the test's or the test orders otherwise. Safe for concurrent use.
/// </summary>
public sealed class JobCallbacks
{
    private readonly object _gate = new();
    private readonly List<SentCallback> _sent = [];
    private readonly Queue<ReceiverAnswer> _answers = [];

    internal JobCallbacks(string secret) => Secret = secret;

    /// <summary>What the callbacks are signed with, as a receiver verifies them: <c>whsec_</c> and base64.</summary>
    public string Secret { get; }

    /// <summary>What was sent so far, in its order. Each attempt is an entry.</summary>
    public IReadOnlyList<SentCallback> Sent
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    /// <summary>Receivers answer the next callbacks with this status. One other than 2xx or 410 has a callback sent again.</summary>
    /// <param name="statusCode">The status: 200 to 599.</param>
    /// <param name="times">How many callbacks, each attempt counted.</param>
    public void AnswerWith(HttpStatusCode statusCode, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan((int)statusCode, 200, nameof(statusCode));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)statusCode, 599, nameof(statusCode));
        Order(ReceiverAnswer.Of(statusCode), times);
    }

    /// <summary>Receivers take the next callbacks and do not answer, until whoever sent them gives up.</summary>
    /// <param name="times">How many callbacks, each attempt counted.</param>
    public void TimeOut(int times = 1) => Order(ReceiverAnswer.Never, times);

    /// <summary>Receivers cannot be reached for the next callbacks.</summary>
    /// <param name="times">How many callbacks, each attempt counted.</param>
    public void RefuseConnections(int times = 1) => Order(ReceiverAnswer.NoConnection, times);

    /// <summary>Notes a callback, and tells how the test wants it to be answered; null for as it comes.</summary>
    internal ReceiverAnswer? Take(SentCallback callback)
    {
        lock (_gate)
        {
            _sent.Add(callback);
            return _answers.TryDequeue(out ReceiverAnswer? answer) ? answer : null;
        }
    }

    private void Order(ReceiverAnswer answer, int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        lock (_gate)
        {
            for (int i = 0; i < times; i++)
                _answers.Enqueue(answer);
        }
    }
}
