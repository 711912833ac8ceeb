using AsyncJobs.Budget.Tests.Support;

namespace AsyncJobs.Budget.Tests;

/// <summary>
/// What a fixed timeout gets wrong, beside the budget. An invocation has 30 s, of which 1 s is kept for recovery; the work before the call takes more or less
/// of it, and the service answers sooner or later. The table in docs/guides/budget.md shows the same cases.
/// </summary>
public sealed class FixedTimeoutTests
{
    private const double Invocation = 30;
    private const double Reserve = 1;

    /// <summary>How a call came out.</summary>
    public enum End
    {
        /// <summary>The answer was there in time.</summary>
        Answered,

        /// <summary>The call was given up, with the reserve still there to tell somebody.</summary>
        GivenUp,

        /// <summary>The platform killed the function while it waited: no log line, no status, no fallback.</summary>
        Killed,
    }

    [Theory]
    [InlineData(0, 12, 5, End.GivenUp, "too short: 24 s were left, and the answer was under way")]
    [InlineData(0, 12, 29, End.Answered, "")]
    [InlineData(25, 12, 29, End.Killed, "too long: the invocation ended before the timeout")]
    [InlineData(25, 12, 5, End.Killed, "too long as well: 5 s after 25 s is the very end")]
    [InlineData(25, 3, 29, End.Answered, "")]
    [InlineData(0, 60, 29, End.GivenUp, "")]
    public async Task A_fixed_timeout_is_right_only_where_it_happens_to_fit(double before, double answerAfter, double timeout, End expected, string why) =>
        Assert.Equal((expected, why), (await CallAsync(before, answerAfter, timeout), why));

    [Theory]
    [InlineData(0, 12, End.Answered)]
    [InlineData(25, 12, End.GivenUp)]
    [InlineData(25, 3, End.Answered)]
    [InlineData(0, 60, End.GivenUp)]
    [InlineData(29.5, 0.1, End.GivenUp)]
    public async Task The_budget_is_right_everywhere(double before, double answerAfter, End expected) =>
        Assert.Equal(expected, await CallAsync(before, answerAfter, timeout: null));

    private static async Task<End> CallAsync(double before, double answerAfter, double? timeout)
    {
        Bench bench = new(Invocation, Reserve);
        StubHandler service = Service(answerAfter, bench.Clock);
        using HttpMessageInvoker invoker = new(timeout is null ? new BudgetHandler("pricing", service) : service);
        bench.Pass(before);

        using CancellationTokenSource? fixedTimeout = timeout is { } seconds ? new(TimeSpan.FromSeconds(seconds), bench.Clock) : null;
        using HttpRequestMessage request = new(HttpMethod.Get, "http://pricing.example/");
        Task<HttpResponseMessage> call = bench.RunAsync(() => invoker.SendAsync(request, fixedTimeout?.Token ?? CancellationToken.None));

        double limit = timeout is null ? Math.Max(0, Invocation - Reserve - before) : timeout.Value;
        double end = Math.Min(answerAfter, limit);
        if (before + end >= Invocation)
            return call.IsCompleted ? End.GivenUp : End.Killed;

        bench.Pass(end);
        try
        {
            await call;
            return End.Answered;
        }
        catch (Exception exception) when (exception is BudgetExceededException or OperationCanceledException)
        {
            Assert.Equal(timeout is null, exception is BudgetExceededException);
            return End.GivenUp;
        }
    }

    private static StubHandler Service(double answerAfter, TimeProvider time) => new(async (_, token) =>
    {
        await Task.Delay(TimeSpan.FromSeconds(answerAfter), time, token);
        return new HttpResponseMessage();
    });
}
