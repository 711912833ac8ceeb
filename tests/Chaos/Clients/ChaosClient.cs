using System.Text;
using System.Text.Json;
using AsyncJobs.Chaos.Checks;
using AsyncJobs.Chaos.Faults;
using AsyncJobs.Chaos.Jobs;

namespace AsyncJobs.Chaos.Clients;

/// <summary>A caller of one job: starts it, asks how it is, changes his mind, and does not give up when something fails.</summary>
internal sealed class ChaosClient(int index, ChaosOptions options, HttpClient http, Invariants invariants, FaultCounts faults, ClientLedger ledger)
{
    private const int MostStarts = 40;

    // A caller who has waited for so long leaves the rest to the check at the end.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Dice _dice = new(options.Seed, $"client {index}");

    public async Task RunAsync()
    {
        bool isKeyed = _dice.Happens("keyed", 60);
        ChaosOrder order = Order();
        string path = order.Plan switch
        {
            ChaosPlan.Wait or ChaosPlan.Deaf or ChaosPlan.Freeze => $"/stuck/{index}",
            ChaosPlan.Steps => $"/steps/{index}",
            ChaosPlan.Endless => $"/endless/{index}",
            _ => $"/work/{index}",
        };
        string json = JsonSerializer.Serialize(order, JsonSerializerOptions.Web);
        if (await StartAsync(path, json, isKeyed) is not { } job)
            return;

        Task? twice = isKeyed && _dice.Happens("twice", 15) ? RepeatAsync(job, path, json) : null;
        Task? cancelling = _dice.Happens("cancel", 12) ? CancelAsync(job) : null;
        Task? other = _dice.Happens("other poller", 10) ? PollAsync(job, 2.7) : null;
        await PollAsync(job, 2.5);
        await Task.WhenAll(new[] { twice, cancelling, other }.OfType<Task>());
    }

    private ChaosOrder Order() => _dice.Happens("steps", options.Steps)
        ? new(ChaosPlan.Steps, _dice.Choose("time", 0, 300), Steps: _dice.Choose("how many", 1, 8))
        : PlainOrder();

    private ChaosOrder PlainOrder() => _dice.Roll("plan") switch
    {
        < 0.74 => new(ChaosPlan.Succeed, _dice.Choose("time", 0, 150)),
        < 0.76 => new(ChaosPlan.Succeed, 0, Size: 200_000),
        < 0.82 => new(ChaosPlan.Succeed, _dice.Choose("time", 500, 2000)),
        < 0.92 => new(ChaosPlan.Throw, _dice.Choose("time", 0, 50), Failures: _dice.Choose("failures", 1, 4)),
        < 0.97 => new(ChaosPlan.Refuse, 0),
        < 0.98 => new(ChaosPlan.Wait, 0),
        < 0.983 => new(ChaosPlan.Deaf, 0),
        < 0.986 => new(ChaosPlan.Freeze, 0),
        < 0.993 => new(ChaosPlan.Endless, 200),
        < 0.997 => new(ChaosPlan.Succeed, 0, Size: 700_000),
        < 0.999 => new(ChaosPlan.Succeed, 0, Ballast: new string('x', 1_200_000)),
        _ => new(ChaosPlan.Succeed, 0),
    };

    private async Task<JobHistory?> StartAsync(string path, string json, bool isKeyed)
    {
        for (int start = 0; start < MostStarts; start++)
        {
            string correlation = $"chaos-{index}" + (isKeyed ? "" : $"-{start}");
            Reply? reply = await SendAsync("POST", path, json, correlation, isKeyed);
            Count("start", reply);
            switch (reply?.Status)
            {
                case 202:
                    JobHistory job = ledger.Accept(reply.Id, index, invariants);
                    job.Observe(null, JobView.Of(reply.Body));
                    return job;
                case 503 when !isKeyed:
                    ledger.Refuse(correlation);
                    break;
                case null or 500 or 502 or 503 or 504:
                    break;
                default:
                    Unknown("POST", reply);
                    return null;
            }

            await Task.Delay(Backoff("start", start));
        }

        faults.Add("client gave up starting");
        return null;
    }

    // A client that has lost the first answer sends the request again.
    private async Task RepeatAsync(JobHistory job, string path, string json)
    {
        await Task.Delay(_dice.Choose("twice after", 0, 1500));
        JobView? before = job.Furthest;
        Reply? reply = await SendAsync("POST", path, json, $"chaos-{index}", isKeyed: true);
        Count("repeat", reply);
        if (reply?.Status is 202)
        {
            invariants.SameKeySameJob.Check(reply.Id == job.Id, () => $"job {index} was {job.Id} and then {reply.Id}");
            job.Observe(before, JobView.Of(reply.Body));
        }
        else
        {
            Unknown("POST", reply);
        }
    }

    private async Task CancelAsync(JobHistory job)
    {
        await Task.Delay(_dice.Choose("cancel after", 0, 1500));
        DateTime end = DateTime.UtcNow + s_patience;
        for (int attempt = 0; DateTime.UtcNow < end; attempt++)
        {
            JobView? before = job.Furthest;
            Reply? reply = await SendAsync("DELETE", "/jobs/" + job.Id, null, null, isKeyed: false);
            Count("cancel", reply);
            if (reply?.Status is 200 or 202)
            {
                job.Observe(before, JobView.Of(reply.Body));
                return;
            }

            Unknown("DELETE", reply);
            await Task.Delay(Backoff("cancel", attempt));
        }

        faults.Add("client gave up cancelling");
    }

    // From 50 ms on twice as long each time, up to 1.6 s, of which the second half is random: many clients are refused at once.
    private int Backoff(string what, int attempt)
    {
        int most = 100 << Math.Min(attempt, 4);
        return _dice.Choose($"{what} again {attempt}", most / 2, most);
    }

    private async Task PollAsync(JobHistory job, double growth)
    {
        DateTime end = DateTime.UtcNow + s_patience;
        double pause = _dice.Choose("first look", 60, 1500);
        int afterEnd = _dice.Happens("look again", 20) ? 2 : 0;
        while (DateTime.UtcNow < end)
        {
            await Task.Delay((int)pause);
            pause = Math.Min(pause * growth, 4000);
            JobView? before = job.Furthest;
            Reply? reply = await SendAsync("GET", "/jobs/" + job.Id, null, null, isKeyed: false);
            Count("poll", reply);
            if (reply?.Status is not 200)
            {
                Unknown("GET", reply);
                continue;
            }

            JobView seen = JobView.Of(reply.Body);
            job.Observe(before, seen);
            if (seen.IsFinal && afterEnd-- <= 0)
                return;
        }

        faults.Add("client gave up polling");
    }

    private void Count(string what, Reply? reply)
    {
        if (reply?.Status is not (200 or 202))
            faults.Add($"client's {what} got {reply?.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no reply"}");
    }

    // Of an accepted job: that it cannot be told now, but never that it is not there.
    private void Unknown(string method, Reply? reply) => invariants.RepliesAreKnown.Check(
        reply is null or { Status: 200 or 202 or 500 or 502 or 503 or 504 }, () => $"{method} for job {index} got {reply!.Status}: {reply.Body}");

    private async Task<Reply?> SendAsync(string method, string path, string? json, string? correlation, bool isKeyed)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (correlation is not null)
            request.Headers.Add("x-correlation-id", correlation);
        if (isKeyed)
            request.Headers.Add("Idempotency-Key", $"{options.Seed}-{index}");
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request);
            return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private sealed record Reply(int Status, string Body)
    {
        public string Id
        {
            get
            {
                using JsonDocument document = JsonDocument.Parse(Body);
                return document.RootElement.GetProperty("id").GetString()!;
            }
        }
    }
}
