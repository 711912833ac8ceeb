using AsyncJobs.Budget.Tests.Support;
using AsyncJobs.Time;

namespace AsyncJobs.Budget.Tests;

/// <summary>
/// What a call needed serves the next one after it, on the system's clock: whoever still holds on to an answer must have no hand in another's call.
/// </summary>
public sealed class ReusedCallTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(200);

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_that_is_over_cannot_end_the_next_call()
    {
        using InvocationBudget budget = InvocationBudget.FromRemaining(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
        using EnteredScope entered = budget.Enter();
        using EnteredScope quiet = new InvocationScope { Log = new KeptLog() }.Enter();
        using HttpClient quick = ClientOf("quick", () => new MemoryStream(new byte[10]));
        using HttpClient slow = ClientOf("slow", () => new EndlessStream());
        for (int i = 0; i < 3; i++)
        {
            Stream over = await quick.GetStreamAsync("", End);
            await over.CopyToAsync(Stream.Null, End);
            using EnteredScope slice = budget.Slice(s_short).Enter();
            using Stream endless = await slow.GetStreamAsync("", End);

            // Neither its end, told again, nor a read of it is the other's.
            Assert.Equal(0, await over.ReadAsync(new byte[1], End));
            await over.DisposeAsync();
            BudgetExceededException exceeded = await Assert.ThrowsAsync<BudgetExceededException>(
                async () => await endless.ReadAsync(new byte[1], End).AsTask().WaitAsync(TimeSpan.FromMinutes(1), End));
            Assert.Equal("slow", exceeded.Service);
        }
    }

    [Fact]
    public async Task Each_of_many_calls_at_the_same_time_ends_as_its_own()
    {
        using InvocationBudget budget = InvocationBudget.FromRemaining(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
        using HttpClient quick = ClientOf("quick", () => new MemoryStream(new byte[10]));
        using HttpClient slow = ClientOf("slow", () => new EndlessStream());
        using CancellationTokenSource caller = new();
        using EnteredScope entered = budget.Enter();
        using EnteredScope quiet = new InvocationScope { Log = new KeptLog() }.Enter();
        await Task.WhenAll(Enumerable.Range(0, 400).Select(number => Task.Run(
            async () =>
            {
                switch (number % 4)
                {
                    case 0:
                        using (budget.Slice(s_short).Enter())
                            Assert.Equal("slow", (await Assert.ThrowsAsync<BudgetExceededException>(() => slow.GetStringAsync("", End))).Service);
                        break;
                    case 1:
                        using (CancellationTokenSource own = new(s_short))
                        {
                            OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow.GetStringAsync("", own.Token));
                            Assert.Equal(own.Token, cancelled.CancellationToken);
                        }

                        break;
                    default:
                        Stream body = await quick.GetStreamAsync("", caller.Token);
                        await body.CopyToAsync(Stream.Null, caller.Token);
                        Assert.Equal(10, (await quick.GetByteArrayAsync("", caller.Token)).Length);
                        await body.DisposeAsync();
                        break;
                }
            },
            End)));
        Assert.InRange(TimeoutPool.Count, 0, 64);
    }

    [Fact]
    public async Task Calls_of_all_lengths_have_no_hand_in_each_others_time_and_none_is_forgotten()
    {
        using InvocationBudget budget = InvocationBudget.FromRemaining(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
        using HttpClient client = new(new BudgetHandler("pricing", new StubHandler(AnswerAsync)) { MinimumTime = TimeSpan.Zero })
        {
            BaseAddress = new Uri("http://pricing.example/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using EnteredScope entered = budget.Enter();
        using EnteredScope quiet = new InvocationScope { Log = new KeptLog() }.Enter();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(
            async () =>
            {
                Random random = new(worker);
                for (int i = 0; i < 200; i++)
                {
                    int took = random.Next(4);
                    if (random.Next(2) == 0)
                    {
                        // It has ten minutes, whatever the calls before it had.
                        Assert.Equal("ok", await client.GetStringAsync($"{took}", End));
                        continue;
                    }

                    using EnteredScope slice = budget.Slice(TimeSpan.FromMilliseconds(random.Next(1, 8))).Enter();
                    try
                    {
                        Assert.Equal("ok", await client.GetStringAsync(random.Next(8) == 0 ? "never" : $"{took}", End).WaitAsync(TimeSpan.FromMinutes(1), End));
                    }
                    catch (BudgetExceededException exceeded)
                    {
                        Assert.InRange(exceeded.Granted, TimeSpan.Zero, TimeSpan.FromMilliseconds(8));
                    }
                }
            },
            End)));

        static async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string took = request.RequestUri!.AbsolutePath[1..];
            await Task.Delay(took == "never" ? Timeout.Infinite : int.Parse(took), cancellationToken);
            return new HttpResponseMessage { Content = new StringContent("ok") };
        }
    }

    private static HttpClient ClientOf(string service, Func<Stream> body) =>
        new(new BudgetHandler(service, StubHandler.Of(() => new StreamContent(body()))))
        {
            BaseAddress = new Uri("http://pricing.example/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private sealed class EndlessStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
