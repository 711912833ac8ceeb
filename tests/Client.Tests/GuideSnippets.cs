using Sample.LinkChecks;

namespace AsyncJobs.Client.Tests;

/// <summary>The code of docs/guides/client.md, which <see cref="GuideTests"/> compares with it.</summary>
internal static class GuideSnippets
{
    internal static async Task StartAndWait()
    {
        HttpClient http = new() { BaseAddress = new Uri("https://api.example.com/prod/") };
        AsyncJobClient client = new(http);

        AsyncJob<LinkReport> job = await client.StartAsync(
            "link-checks", new LinkCheckRequest(["https://example.org"]), LinkCheckJson.Default.LinkCheckRequest, LinkCheckJson.Default.LinkReport);
        LinkReport report = await job.WaitAsync();

        Console.WriteLine(report);
    }

    internal static async Task ByReflection(AsyncJobClient client)
    {
        AsyncJob<LinkReport> job = await client.StartAsync<LinkCheckRequest, LinkReport>("link-checks", new LinkCheckRequest(["https://example.org"]));

        Console.WriteLine(job.Id);
    }

    internal static async Task AFile(AsyncJobClient client, ReadOnlyMemory<byte> photo, CancellationToken stop)
    {
        AsyncJob<AsyncJobFile> job = await client.StartAsync("thumbnails", photo, "image/jpeg", AsyncJobFile.TypeInfo);
        AsyncJobFile file = await job.WaitAsync();
        await using FileStream saved = File.Create("thumbnail.jpg");
        await job.DownloadAsync(saved, stop);

        Console.WriteLine(file.Length);
    }

    internal static async Task WithAKeyOfOnesOwn(AsyncJobClient client)
    {
        Order order = new(Guid.NewGuid());
        AsyncJob<LinkReport> job = await client.StartAsync(
            "link-checks",
            new LinkCheckRequest(["https://example.org"]),
            LinkCheckJson.Default.LinkCheckRequest,
            LinkCheckJson.Default.LinkReport,
            new AsyncJobStartOptions { IdempotencyKey = $"order-{order.Id:N}" });

        Console.WriteLine(job.Id);
    }

    internal static async Task WithADeadline(AsyncJob<LinkReport> job, CancellationToken stop)
    {
        Progress<AsyncJobSnapshot> progress = new(seen => Console.WriteLine($"{seen.Status} {seen.Progress?.Fraction:P0} {seen.Progress?.Message}"));
        try
        {
            LinkReport report = await job.WaitAsync(TimeSpan.FromMinutes(2), progress, stop);
            Console.WriteLine(report.Broken.Count);
        }
        catch (AsyncJobTimeoutException)
        {
            await job.CancelAsync(stop);
        }
    }

    internal static async Task WithoutAnException(AsyncJob<LinkReport> job, CancellationToken stop)
    {
        AsyncJobSnapshot<LinkReport> end = await job.WaitForEndAsync(TimeSpan.FromMinutes(2), cancellationToken: stop);
        Console.WriteLine(end.Status is AsyncJobStatus.Succeeded
            ? $"{end.Result!.Broken.Count} broken links"
            : $"{end.Error?.Message} (to ask for help, quote the request ID {end.Error?.RequestId})");
    }

    internal static async Task GoOnLater(AsyncJobClient client, AsyncJob<LinkReport> job)
    {
        string saved = job.Url.AbsoluteUri;

        AsyncJob<LinkReport> resumed = client.Resume(new Uri(saved), LinkCheckJson.Default.LinkReport);
        LinkReport report = await resumed.WaitAsync(TimeSpan.FromMinutes(2));

        Console.WriteLine(report);
    }

    internal static async Task List(AsyncJobClient client, CancellationToken stop)
    {
        AsyncJobListOptions failed = new() { Status = AsyncJobStatus.Failed, Since = DateTimeOffset.UtcNow.AddDays(-7) };
        await foreach (AsyncJobSnapshot seen in client.ListAsync(failed, stop))
        {
            Console.WriteLine($"{seen.CreatedAt:u} {seen.Job} {seen.Error?.Message}");
            AsyncJob<LinkReport> job = client.Resume(new Uri($"jobs/{seen.Id}", UriKind.Relative), LinkCheckJson.Default.LinkReport);
        }
    }

    internal static async Task Follow(AsyncJob<LinkReport> job, CancellationToken stop)
    {
        await foreach (AsyncJobSnapshot<LinkReport> seen in job.WatchAsync(stop))
        {
            Console.WriteLine($"{seen.Status} {seen.Progress?.Fraction:P0} {seen.Progress?.Message}");
            if (seen.Status is AsyncJobStatus.Succeeded)
                Console.WriteLine($"{seen.Result!.Broken.Count} broken links");
        }
    }

    internal static async Task Remove(AsyncJob<LinkReport> job, CancellationToken stop)
    {
        AsyncJobSnapshot<LinkReport> end = await job.WaitForEndAsync(TimeSpan.FromMinutes(2), cancellationToken: stop);
        bool isRemoved = await job.PurgeAsync(stop);

        Console.WriteLine($"{end.Status} {isRemoved}");
    }

    internal static async Task RunAgain(AsyncJob<LinkReport> job, CancellationToken stop)
    {
        AsyncJobSnapshot<LinkReport> first = await job.WaitForEndAsync(TimeSpan.FromMinutes(2), cancellationToken: stop);
        if (first.Status is AsyncJobStatus.Failed)
        {
            AsyncJob<LinkReport> again = await job.RetryAsync(stop);
            Console.WriteLine(await again.WaitAsync(TimeSpan.FromMinutes(2), cancellationToken: stop));
        }
    }

    internal static AsyncJobClient WithPreferWait(HttpClient http)
    {
        AsyncJobClient client = new(http, new AsyncJobClientOptions { PreferWait = TimeSpan.FromSeconds(20), WaitTimeout = TimeSpan.FromMinutes(5) });

        return client;
    }

    internal static AsyncJobClient WithTrust(HttpClient http)
    {
        AsyncJobClient client = new(http, new AsyncJobClientOptions { TrustedOrigins = [new Uri("https://jobs.example.com")] });

        return client;
    }

    internal static Action<Func<string, string?>, byte[]> Callback(string secret)
    {
        WebhookVerifier verifier = new(secret);

        void Receive(Func<string, string?> header, byte[] body)
        {
            verifier.Verify(
                header(WebhookVerifier.IdHeader), header(WebhookVerifier.TimestampHeader), header(WebhookVerifier.SignatureHeader), body);
            AsyncJobSnapshot<LinkReport> job = AsyncJobSnapshot.ParseCallback(body, LinkCheckJson.Default.LinkReport);
            Console.WriteLine($"{job.Id} {job.Status}");
        }

        return Receive;
    }

    internal sealed record Order(Guid Id);
}
