using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Sam.Tests.Plan;

/// <summary>How jobs are divided among the functions that answer requests.</summary>
public sealed class HttpGroupsTests
{
    // A policy has 20 KB, of which each route takes 470 bytes and its path, and what is around them 1,100.
    private const int PolicyBytes = 20 * 1024;

    [Fact]
    public void Each_has_room_for_its_routes_and_no_smaller_number_would_have() => CheckAll(static (random, routes) =>
    {
        JobManifest[] jobs = SomeJobs(random, random.Next(150));

        IReadOnlyList<IReadOnlyList<JobManifest>> groups = routes.Divide(jobs);

        Assert.True(routes.Fit(groups));
        Assert.All(Enumerable.Range(1, groups.Count - 1), count => Assert.False(routes.Fit(Expected(jobs, count)), $"{count} groups are enough"));
        Assert.Equal(Names(Expected(jobs, groups.Count)), Names(groups));
    });

    [Fact]
    public void A_further_job_moves_others_into_further_groups_alone() => CheckAll(static (random, routes) =>
    {
        JobManifest[] jobs = SomeJobs(random, random.Next(1, 150));
        IReadOnlyList<IReadOnlyList<JobManifest>> before = routes.Divide(jobs[1..]);

        IReadOnlyList<IReadOnlyList<JobManifest>> after = routes.Divide(jobs);

        Assert.InRange(after.Count, before.Count, int.MaxValue);
        Assert.All(jobs[1..], job => Assert.True(
            PlaceIn(after, job) == PlaceIn(before, job) || PlaceIn(after, job) >= before.Count,
            $"{job.Name} went from {PlaceIn(before, job)} of {before.Count} to {PlaceIn(after, job)} of {after.Count}"));
    });

    [Fact]
    public void The_order_of_the_jobs_does_not_matter() => CheckAll(static (random, routes) =>
    {
        JobManifest[] jobs = SomeJobs(random, random.Next(150));
        string[][] groups = Names(routes.Divide(jobs));

        random.Shuffle(jobs);

        Assert.Equal(groups, Names(routes.Divide(jobs)));
    });

    [Fact]
    public void A_further_group_takes_its_share_from_each_of_the_others()
    {
        Routes routes = new([], 1);
        JobManifest[] jobs = [.. Enumerable.Range(0, 200).Select(static number => Job($"report-{number}", $"/reports/{number}"))];
        int count = Enumerable.Range(1, jobs.Length).First(count => routes.Divide(jobs[..count]).Count > 3);

        IReadOnlyList<IReadOnlyList<JobManifest>> before = routes.Divide(jobs[..(count - 1)]);
        IReadOnlyList<IReadOnlyList<JobManifest>> after = routes.Divide(jobs[..count]);

        Assert.Equal((3, 4), (before.Count, after.Count));
        Assert.All(before.Zip(after), static group =>
        {
            int moved = group.First.Count - group.First.Intersect(group.Second).Count();
            Assert.InRange(moved, group.First.Count / 8, group.First.Count / 2);
        });
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(36, 1)]
    [InlineData(40, 2)]
    [InlineData(100, 3)]
    [InlineData(150, 5)]
    public void Many_jobs_have_few(int jobs, int groups) => Assert.Equal(
        groups,
        new Routes(["/jobs/{id}", "/jobs/{id}"], 1)
            .Divide([.. Enumerable.Range(1, jobs).Select(static number => Job($"import-orders-{number}", $"/import-orders/{number}/{{name}}"))])
            .Count);

    [Fact]
    public void A_path_that_has_no_room_by_itself_ends_the_search() =>
        Assert.Single(new Routes([], 1).Divide([Job("long", "/" + new string('a', PolicyBytes))]), static group => group.Count > 0);

    private static void CheckAll(Action<Random, Routes> check) => Prop
        .ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            check(random, Routes.Some(random));
        })
        .Check(RandomCases.Config);

    private static JobManifest[] SomeJobs(Random random, int count)
    {
        int longest = random.Next(5, 100);
        return [.. Enumerable.Range(0, count).Select(number => Job(
            $"{(char)('a' + random.Next(26))}-{number}", "/" + new string(random.Next(2) == 0 ? 'p' : '\u00fc', random.Next(longest))))];
    }

    private static JobManifest Job(string name, string path) => new()
    {
        Manifest = 1,
        Name = name,
        Type = "Sample.Jobs",
        Method = "Run",
        HttpMethod = "POST",
        Path = path,
        TimeoutSeconds = 60,
        MemorySize = 1024,
        MaxAttempts = 2,
        ReserveMilliseconds = 1000,
        RetentionHours = 24,
        TotalTimeoutSeconds = 86400,
    };

    private static int PlaceIn(IReadOnlyList<IReadOnlyList<JobManifest>> groups, JobManifest job) =>
        Enumerable.Range(0, groups.Count).Single(group => groups[group].Contains(job));

    private static string[][] Names(IEnumerable<IReadOnlyList<JobManifest>> groups) =>
        [.. groups.Select(static group => group.Select(static job => job.Name).Order(StringComparer.Ordinal).ToArray())];

    // Stacks that are deployed count on it: with another formula the routes of all that have several groups would move.
    private static JobManifest[][] Expected(JobManifest[] jobs, int count)
    {
        ILookup<int, JobManifest> groups = jobs.ToLookup(job => Enumerable.Range(1, count).MaxBy(group => Weight(group, job.Name)));
        return [.. Enumerable.Range(1, count).Select(group => groups[group].ToArray())];
    }

    private static ulong Weight(int group, string job) => BinaryPrimitives.ReadUInt64LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{group} {job}"))));

    /// <summary>The routes that there are beside those of the jobs.</summary>
    private sealed record Routes(string[] Shared, int OfPath)
    {
        public static Routes Some(Random random) =>
            new([.. Enumerable.Range(0, random.Next(6)).Select(static number => $"/jobs/{number}")], random.Next(1, 3));

        public IReadOnlyList<IReadOnlyList<JobManifest>> Divide(JobManifest[] jobs) => HttpGroups.Of(jobs, Shared, OfPath);

        public bool Fit(IEnumerable<IReadOnlyList<JobManifest>> groups) => groups.Select((group, index) => group.Select(static job => job.Path!)
            .Concat(index == 0 ? Shared : [])
            .Sum(path => OfPath * (470 + Encoding.UTF8.GetByteCount(path))) + 1100).All(static bytes => bytes <= PolicyBytes);
    }
}
