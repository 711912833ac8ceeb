using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests;

/// <summary>
/// The ids, times and texts of the model as the decisions see them, and back. The time is always <see cref="Now"/>: all others are relative to it.
/// </summary>
internal static class Names
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What an event may wait is two ticks, so that an order of all times fits into few of them.</summary>
    public static readonly TimeSpan Tick = LostJob.LongestQueue / 2;

    public static readonly DateTimeOffset Expiry = Now.AddYears(1);

    private static readonly string[] s_requests = [.. Enumerable.Range(0, 26).Select(number => $"{(char)('A' + number)}")];
    private static readonly string[] s_tokens = [.. Enumerable.Range(0, 26).Select(number => $"{(char)('a' + number)}")];
    private static readonly byte[][] s_states = [.. Enumerable.Range(0, 8).Select(number => new[] { (byte)number })];
    private static readonly JobError s_failed = new(JobErrorCodes.MethodFailed, "failed");
    private static readonly JobError s_lost = new(JobErrorCodes.Lost, "lost");
    private static readonly JobError s_gaveUp = new(JobErrorCodes.PlatformGaveUp, "given up");

    public static string Request(int number) => number < 0 ? "" : s_requests[number];

    public static int Request(string id) => id.Length == 0 ? -1 : id[0] - 'A';

    public static string Token(int number) => s_tokens[number];

    public static int Token(string token) => token[0] - 'a';

    public static ReadOnlyMemory<byte> State(int value) => value == 0 ? default : s_states[value];

    public static int State(ReadOnlyMemory<byte> state) => state.IsEmpty ? 0 : state.Span[0];

    public static DateTimeOffset Time(int ticks) => Now + (Tick * ticks);

    public static int Ticks(DateTimeOffset time) => (int)((time - Now).Ticks / Tick.Ticks);

    /// <summary>An error by its code. Its text and request id say nothing that the code and the lease do not.</summary>
    public static JobError? Error(int code) => code switch
    {
        0 => null,
        JobErrorCodes.MethodFailed => s_failed,
        JobErrorCodes.Lost => s_lost,
        JobErrorCodes.PlatformGaveUp => s_gaveUp,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };

    /// <summary>The same end with the model's texts and times.</summary>
    public static JobTransition Plain(JobTransition end) => end switch
    {
        JobTransition.Finish finish => finish with { Error = Error(finish.Error?.ErrorCode ?? 0), ExpiresAt = Expiry },
        JobTransition.Settle settle => settle with { Error = Error(settle.Error.ErrorCode)!, ExpiresAt = Expiry },
        _ => end,
    };
}
