using AsyncJobs.Lifecycle;

namespace AsyncJobs.Page.Tests;

/// <summary>Records of jobs as an application has them after some hours. The same each time, but for their ids and the hour.</summary>
internal static class SomeJobs
{
    private static readonly string[] s_names = ["link-checks", "summaries", "invoice-exports", "order-totals", "thumbnail-batches"];
    private static readonly string?[] s_owners = ["billing@contoso.example", "svc-catalog", "anna.lindqvist", "svc-reports", null];

    private static readonly JobError[] s_errors =
    [
        new(1001, "The attempt failed: the connection was closed by the remote host.", "8f14e45f-ceea-467f-a0f5-c3ac6f0a1a2b"),
        new(1008, "The call to pricing did not end within the 12 s that were left.", "c9f0f895-fb98-4b91-99f5-1fd0297e236d", "pricing"),
        new(10010, "The delimiter must be one character other than a quote or a line end.", "45c48cce-2e2d-4fbd-aa4a-2d3f5b9c8e7d"),
    ];

    private static ReadOnlySpan<byte> Summary =>
        """
        {"name":"cities","rows":2,"columns":[{"name":"city","count":2,"empty":0,"distinct":2},
        {"name":"people","count":2,"empty":0,"min":522250,"max":2102650,"mean":1312450}],"checksum":12345678901234567890}
        """u8;

    /// <summary>So many jobs, the oldest first; the last ones have not ended.</summary>
    public static IEnumerable<JobRecord> Of(int count)
    {
        Random random = new(4);
        DateTimeOffset now = Now();
        for (int age = count; age > 0; age--)
        {
            DateTimeOffset createdAt = now.AddSeconds(-age * (7 + (age / 400)));
            JobRecord job = Accepted(s_names[random.Next(s_names.Length)], createdAt, s_owners[random.Next(s_owners.Length)]);
            yield return age <= 9 ? Open(job, age, random) : Ended(job, random);
        }
    }

    /// <summary>A job that nobody has begun.</summary>
    public static JobRecord Accepted(string name, DateTimeOffset createdAt, string? owner = null) => new()
    {
        Id = JobId.New(),
        Job = name,
        Status = JobStatus.Pending,
        CreatedAt = createdAt,
        ExpiresAt = createdAt.AddDays(7),
        Owner = owner,
    };

    /// <summary>The time as records have it.</summary>
    public static DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

    private static JobRecord Open(JobRecord job, int age, Random random) => age == 1 ? job : job with
    {
        Status = JobStatus.Running,
        Attempt = 1,
        StartedAt = job.CreatedAt.AddMilliseconds(420),
        Lease = new JobLease("t", Guid.NewGuid().ToString(), job.CreatedAt.AddMinutes(15), job.CreatedAt.AddMinutes(15)),
        Progress = new JobProgress(random.Next(5, 90) / 100.0, $"{random.Next(2, 28)} of 30"),
        CancelRequestedAt = age == 6 ? job.CreatedAt.AddSeconds(20) : null,
    };

    private static JobRecord Ended(JobRecord job, Random random)
    {
        double luck = random.NextDouble();
        DateTimeOffset started = job.CreatedAt.AddMilliseconds(random.Next(60, 900));
        JobRecord ended = job with
        {
            Attempt = 1,
            StartedAt = started,
            FinishedAt = started.AddMilliseconds(400 + Math.Pow(random.NextDouble(), 3) * 150_000),
            Lease = new JobLease("t", Guid.NewGuid().ToString(), started.AddMinutes(5), started.AddMinutes(5)),
            IsInputKept = true,
        };
        return luck switch
        {
            < 0.84 => ended with
            {
                Status = JobStatus.Succeeded,
                Progress = new JobProgress(1, $"{random.Next(12, 900)} rows"),
                Result = Summary.ToArray(),
            },
            < 0.93 => ended with { Status = JobStatus.Failed, Attempt = random.Next(1, 4), Error = s_errors[random.Next(s_errors.Length)] },
            < 0.97 => ended with { Status = JobStatus.TimedOut, Error = s_errors[1] },
            _ => ended with { Status = JobStatus.Cancelled },
        };
    }
}
