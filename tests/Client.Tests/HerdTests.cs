using Xunit;
using static AsyncJobs.Client.Tests.Documents;

namespace AsyncJobs.Client.Tests;

/// <summary>What a server sees of a thousand clients that start to wait in the same instant.</summary>
public sealed class HerdTests
{
    private const int Clients = 1000;
    private const double Window = 0.1;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_thousand_waiting_clients_spread_out(int seed)
    {
        List<double> polls = await PollsAsync(new Random(seed).NextDouble);

        // The server asks for 1 s at first: the first polls fill the second after it evenly, about 100 in each tenth.
        int[] first = Histogram(polls, from: 1, to: 2);
        Assert.All(first, count => Assert.InRange(count, 50, 150));

        // From then on about 13 come in each tenth, and none is special.
        int[] later = Histogram(polls, from: 10, to: 50);
        double average = later.Average();
        Assert.True(later.Max() < 3 * average, $"{later.Max()} polls in a tenth of a second, {average:0.0} on average");
        Assert.True(later.Max() < Clients / 20);
    }

    [Fact]
    public async Task Without_the_random_part_they_would_come_all_at_once()
    {
        List<double> polls = await PollsAsync(() => 0);

        Assert.Equal(Clients, Histogram(polls, from: 10, to: 50).Max());
    }

    [Fact]
    public async Task No_client_comes_before_the_time_the_server_asked_for()
    {
        Dictionary<string, (TimeSpan At, int RetryAfter)> told = [];
        ScriptedServer server = new();
        server.Answer = request =>
        {
            if (told.TryGetValue(request.Url, out (TimeSpan At, int RetryAfter) last))
                Assert.True(request.At - last.At >= TimeSpan.FromSeconds(last.RetryAfter), $"asked for {last.RetryAfter} s, came after {request.At - last.At}");
            int retryAfter = RetryAfterAt(request.At);
            told[request.Url] = (request.At, retryAfter);
            return Running(retryAfter);
        };
        AsyncJobClient client = server.Client(new AsyncJobClientOptions { TimeProvider = server.Time, NextRandom = new Random(7).NextDouble });
        Task[] waits = [.. Enumerable.Range(0, 200).Select(number => Job(client, number).WaitAsync(TimeSpan.FromSeconds(60), cancellationToken: Token))];

        server.Advance(60, step: 0.02);

        await Assert.ThrowsAsync<AsyncJobTimeoutException>(() => Task.WhenAll(waits));
        Assert.All(waits, wait => Assert.IsType<AsyncJobTimeoutException>(wait.Exception?.InnerException));
    }

    private static async Task<List<double>> PollsAsync(Func<double> random)
    {
        ScriptedServer server = new();
        List<double> polls = [];
        server.Answer = request =>
        {
            if (request.Method == "POST")
                return Accepted(retryAfter: 1);

            polls.Add(request.At.TotalSeconds);
            return request.At < TimeSpan.FromSeconds(60) ? Running(RetryAfterAt(request.At)) : Succeeded();
        };
        AsyncJobClient client = server.Client(new AsyncJobClientOptions { TimeProvider = server.Time, NextRandom = random });
        List<Task<CheckReport>> waits = [];
        for (int i = 0; i < Clients; i++)
            waits.Add((await server.StartAsync(client)).WaitAsync(TimeSpan.FromMinutes(5), cancellationToken: Token));

        server.Advance(80, step: 0.02);

        Assert.All(await Task.WhenAll(waits), report => Assert.Equal(7, report.Links));
        return polls;
    }

    private static AsyncJob<CheckReport> Job(AsyncJobClient client, int number) =>
        client.Resume(new Uri($"https://api.example/jobs/job{number}"), CheckJson.Default.CheckReport);

    // As the status endpoint of AsyncJobs asks, by the age of the job.
    private static int RetryAfterAt(TimeSpan age) => age.TotalSeconds switch
    {
        < 10 => 1,
        < 30 => 2,
        _ => 5,
    };

    private static int[] Histogram(List<double> times, double from, double to)
    {
        int[] counts = new int[(int)Math.Round((to - from) / Window)];
        foreach (double time in times.Where(time => time > from && time < to))
            counts[Math.Min((int)((time - from) / Window), counts.Length - 1)]++;
        return counts;
    }
}
