using AsyncJobs.Local.Operations;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Operations;

/// <summary>The window of jobs that a page shows.</summary>
public sealed class JobWindowTests : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(s_start);
    private readonly ShownJobs _jobs = new();
    private readonly JobWindow _window;
    private readonly Dictionary<string, JobItem> _page = new(StringComparer.Ordinal);
    private string? _revision;

    public JobWindowTests() => _window = new JobWindow(_jobs, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _window.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_page_that_applies_the_changes_has_what_is_there(int seed)
    {
        Random random = new(seed);
        int next = 0;
        for (int step = 0; step < 200; step++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            switch (random.Next(4))
            {
                case 0 or 1:
                    Start(next++);
                    break;
                case 2 when Open() is { Length: > 0 } open:
                    JobItem job = open[random.Next(open.Length)];
                    _jobs.Jobs[job.Id] = job with { Status = "SUCCEEDED", Attempt = 1, FinishedAt = _time.GetUtcNow() };
                    break;
                case 3 when Open() is { Length: > 0 } open:
                    _jobs.Jobs.Remove(open[random.Next(open.Length)].Id);
                    break;
            }

            if (random.Next(3) == 0)
                await LookAsync(500);
        }

        await LookAsync(500);
        Assert.Equal(_jobs.NewestFirst(), PageNewestFirst());
    }

    [Fact]
    public async Task A_look_at_what_has_not_changed_gives_nothing()
    {
        Start(1);
        await LookAsync(500);
        _time.Advance(TimeSpan.FromSeconds(2));

        WindowChanges changes = await LookAsync(500);

        Assert.True(changes.IsEmpty);
        Assert.Equal(_revision, changes.Revision.ToString());
    }

    [Fact]
    public async Task Older_jobs_come_when_they_are_asked_for_and_none_is_missing_between()
    {
        for (int number = 0; number < 30; number++)
            Start(number);

        Assert.True((await LookAsync(10)).HasMore);
        Assert.Equal(_jobs.NewestFirst().Take(10), PageNewestFirst());

        // One that the page does not show has changed.
        _jobs.Jobs["job-00002"] = _jobs.Jobs["job-00002"] with { Attempt = 1 };
        _time.Advance(TimeSpan.FromSeconds(2));
        await LookAsync(10);
        Assert.Equal(_jobs.NewestFirst().Take(10), PageNewestFirst());

        _revision = null;
        Assert.False((await LookAsync(100)).HasMore);
        Assert.Equal(_jobs.NewestFirst(), PageNewestFirst());
    }

    [Fact]
    public async Task A_look_reads_what_is_new_and_not_all()
    {
        for (int number = 0; number < 1000; number++)
        {
            Start(number);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await LookAsync(1000);
        _time.Advance(TimeSpan.FromSeconds(2));
        Start(1000);
        await LookAsync(1000);

        Assert.Equal(1001, _page.Count);
        Assert.InRange(_jobs.Listed[^1], 1, 20);
    }

    [Fact]
    public async Task Pages_that_ask_at_once_share_a_look()
    {
        Start(1);
        await LookAsync(500);
        await LookAsync(500);
        await LookAsync(500);

        Assert.Equal(1, _jobs.Lists);
    }

    [Fact]
    public async Task A_list_that_is_paid_for_is_not_made_with_each_look()
    {
        ShownJobs dear = new() { Info = new OperationsInfo("in a table") { ListNote = "It costs." } };
        using JobWindow window = new(dear, _time);
        for (int second = 0; second < 120; second++)
        {
            await window.ReadAsync(null, 500, Token);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, dear.Lists);
        _time.Advance(TimeSpan.FromMinutes(5));
        await window.ReadAsync(null, 500, Token);
        Assert.Equal(2, dear.Lists);
    }

    [Fact]
    public async Task A_job_that_has_expired_is_gone()
    {
        Start(1);
        await LookAsync(500);
        _time.Advance(TimeSpan.FromDays(1));
        _jobs.Jobs.Clear();
        await LookAsync(500);

        Assert.Empty(_page);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("1.2.3")]
    [InlineData("..")]
    public async Task A_revision_of_another_process_begins_again(string revision)
    {
        Start(1);
        Assert.True((await _window.ReadAsync(revision, 500, Token)).IsReset);
    }

    [Fact]
    public async Task It_has_ten_thousand_jobs_at_most_and_gives_up_the_oldest()
    {
        for (int number = 0; number < JobWindow.Most + 5; number++)
        {
            Start(number);
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.True((await LookAsync(JobWindow.Most)).HasMore);
        _time.Advance(TimeSpan.FromSeconds(2));
        Start(99_999);
        await LookAsync(JobWindow.Most);

        Assert.Equal(_jobs.NewestFirst().Take(JobWindow.Most), PageNewestFirst());
    }

    private void Start(int number) => _jobs.Jobs[ShownJobs.Job(number, _time.GetUtcNow()).Id] = ShownJobs.Job(number, _time.GetUtcNow());

    private JobItem[] Open() => [.. _jobs.Jobs.Values.Where(static job => job.FinishedAt is null)];

    private IEnumerable<JobItem> PageNewestFirst() =>
        _page.Values.OrderByDescending(static job => job.CreatedAt).ThenByDescending(static job => job.Id, StringComparer.Ordinal);

    // As the page does it.
    private async Task<WindowChanges> LookAsync(int limit)
    {
        WindowChanges changes = await _window.ReadAsync(_revision, limit, Token);
        if (changes.IsReset)
            _page.Clear();
        foreach (JobItem job in changes.Jobs)
            _page[job.Id] = job;
        foreach (string id in changes.Removed)
            _page.Remove(id);
        _revision = changes.Revision.ToString();
        return changes;
    }
}
