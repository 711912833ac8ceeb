using System.Reflection;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Sample.LinkChecks;
using Xunit;

namespace AsyncJobs.Client.Tests.Mocks;

/// <summary>Users test code that calls jobs without a server: by classes of their own, or with a library.</summary>
public sealed class MockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_class_of_ones_own_stands_in_for_a_job()
    {
        AsyncJobSnapshot<LinkReport> end = new()
        {
            Id = "job1",
            Job = "link-checks",
            Status = AsyncJobStatus.Succeeded,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Result = new LinkReport(1, 0, [new BrokenLink("https://example.org", "gone")], 0),
        };
        LinkPage page = new(new MadeUpClient((route, request) => new MadeUpJob<LinkReport>(end)));

        Assert.Equal("gone", await page.DescribeAsync("https://example.org", Token));
    }

    [Fact]
    public async Task Every_way_to_wait_asks_the_overridden_member()
    {
        AsyncJobSnapshot<LinkReport> failed = Ended(AsyncJobStatus.Failed, new AsyncJobError(10001, "Too many.", "req-1", null));
        MadeUpJob<LinkReport> job = new(failed);

        Assert.Same(failed, await job.WaitForEndAsync(TimeSpan.Zero, cancellationToken: Token));
        Assert.Equal(10001, (await Assert.ThrowsAsync<AsyncJobFailedException>(() => job.WaitAsync(Token))).ErrorCode);
        Assert.Equal(10001, (await Assert.ThrowsAsync<AsyncJobFailedException>(() => job.WaitAsync(TimeSpan.Zero, cancellationToken: Token))).ErrorCode);
    }

    [Fact]
    public async Task A_library_stands_in_for_a_job()
    {
        CancellationToken stop = Token;
        AsyncJob<LinkReport> job = Substitute.For<AsyncJob<LinkReport>>();
        job.WaitAsync(Arg.Any<CancellationToken>()).Returns(new LinkReport(1, 1, [], 0));
        AsyncJobClient client = Substitute.For<AsyncJobClient>();
        client
            .StartAsync("link-checks", Arg.Any<LinkCheckRequest>(), LinkCheckJson.Default.LinkCheckRequest, LinkCheckJson.Default.LinkReport, null, stop)
            .Returns(job);

        string text = await new LinkPage(client).DescribeAsync("https://example.org", stop);

        Assert.Equal("It works.", text);
    }

    [Fact]
    public async Task A_library_stands_in_for_a_job_that_fails()
    {
        AsyncJob<LinkReport> job = Substitute.For<AsyncJob<LinkReport>>();
        AsyncJobSnapshot<LinkReport> failed = new()
        {
            Id = "job1",
            Job = "link-checks",
            Status = AsyncJobStatus.Failed,
            CreatedAt = DateTimeOffset.UtcNow,
            Error = new AsyncJobError(10001, "Too many.", "req-1", null),
        };
        job.WaitAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new AsyncJobFailedException(failed));
        AsyncJobClient client = Substitute.For<AsyncJobClient>();
        client
            .StartAsync("link-checks", Arg.Any<LinkCheckRequest>(), LinkCheckJson.Default.LinkCheckRequest, LinkCheckJson.Default.LinkReport, null, Token)
            .Returns(job);

        Assert.Equal("It could not be checked: Too many.", await new LinkPage(client).DescribeAsync("https://example.org", Token));
    }

    [Fact]
    public async Task What_is_not_overridden_says_so()
    {
        AsyncJobClient client = new MadeUpClient((_, _) => throw new NotSupportedException());
        AsyncJob<LinkReport> job = new MadeUpJob<LinkReport>(Ended(AsyncJobStatus.Succeeded, null));

        Func<Task>[] calls =
        [
            () => client.StartAsync("link-checks", LinkCheckJson.Default.LinkReport, cancellationToken: Token),
            () => Task.FromResult(client.Resume(new Uri("https://example.org/jobs/1"), LinkCheckJson.Default.LinkReport)),
            async () => await client.ListAsync(cancellationToken: Token).GetAsyncEnumerator(Token).MoveNextAsync(),
            () => job.GetAsync(Token),
            () => job.CancelAsync(Token),
            () => job.PurgeAsync(Token),
            () => job.RetryAsync(Token),
            () => job.WaitForEndAsync(DateTimeOffset.MaxValue, cancellationToken: Token),
            () => Task.FromResult(job.Url),
        ];
        foreach (Func<Task> call in calls)
            Assert.Contains("made up by a test", (await Assert.ThrowsAsync<InvalidOperationException>(call)).Message, StringComparison.Ordinal);
        Assert.Null(job.Latest);
    }

    [Fact]
    public void Every_public_member_can_be_overridden()
    {
        MethodInfo[] fixedMembers =
        [
            .. new[] { typeof(AsyncJobClient), typeof(AsyncJob<>) }
                .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .Where(static method => !method.IsVirtual || method.IsFinal),
        ];

        Assert.Empty(fixedMembers);
    }

    private static AsyncJobSnapshot<LinkReport> Ended(AsyncJobStatus status, AsyncJobError? error) => new()
    {
        Id = "job1",
        Job = "link-checks",
        Status = status,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Error = error,
    };
}
