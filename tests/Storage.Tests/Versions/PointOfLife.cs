using System.Text;
using AsyncJobs.Lifecycle;
using static AsyncJobs.Storage.Tests.Sample;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>A point of a job's life, and the steps that lead to it.</summary>
/// <param name="Name">What the job does then.</param>
/// <param name="Steps">How it came there, one step a second.</param>
internal sealed record PointOfLife(string Name, params JobTransition[] Steps)
{
    private static readonly JobTransition s_claim = Claim("a", retrySeconds: 30);
    private static readonly JobTransition s_report = new JobTransition.ReportProgress("a", new JobProgress(0.4, "12 of 30"), 1);
    private static readonly JobTransition s_save = new JobTransition.SaveState("a", """{"page":7}"""u8.ToArray(), 1);
    private static readonly JobTransition s_release = new JobTransition.Release("a", Error, new JobProgress(0.5, null));
    private static readonly JobTransition s_delivered = new JobTransition.RecordCallback(JobCallbackStatus.Delivered, 1);
    private static readonly JobTransition s_notDelivered = new JobTransition.RecordCallback(JobCallbackStatus.Failed, 5);

    /// <summary>Each status, and each way to be in it.</summary>
    internal static IReadOnlyList<PointOfLife> All { get; } =
    [
        new("waits"),
        new("runs", s_claim),
        new("runs and has reported and saved", s_claim, s_report, s_save),
        new("waits after an attempt failed", s_claim, s_save, s_release),
        new("runs again", s_claim, s_save, s_release, Claim("b", retrySeconds: 30)),
        new("waits to go on", s_claim, s_report, Continue("a")),
        new("goes on", s_claim, Continue("a"), Claim("b", "req-2", retrySeconds: 30) with { Continuation = 1 }),
        new("is to stop", s_claim, new JobTransition.RequestCancel()),
        new("has succeeded", s_claim, s_report, Succeed("a")),
        new("has succeeded with a large result", s_claim, Compressed(Succeed("a"))),
        new("has succeeded with a result in the bucket", s_claim, Kept(Succeed("a"))),
        new("has failed", s_claim, s_save, Fail("a")),
        new("has timed out", s_claim, Succeed("a") with { Status = JobStatus.TimedOut, Result = default, Error = Error }),
        new("was cancelled while it waited", new JobTransition.Cancel(Noon.AddDays(2))),
        new(
            "was cancelled while it ran",
            s_claim,
            new JobTransition.RequestCancel(),
            Succeed("a") with { Status = JobStatus.Cancelled, Result = default }),
        new("was given up", new JobTransition.Settle("req-1", Error, Noon.AddDays(2))),
        new("has told its end", s_claim, Succeed("a"), s_delivered),
        new("could not tell its end", s_claim, Fail("a"), s_notDelivered),
    ];

    internal static PointOfLife Of(string name) => All.Single(point => point.Name == name);

    /// <summary>Has a store write a job up to this point.</summary>
    internal async Task LiveAsync(IJobStore store, JobRecord record, CancellationToken cancellationToken)
    {
        await store.CreateAsync(record, Noon, cancellationToken);
        for (int i = 0; i < Steps.Length; i++)
        {
            if (!(await store.ApplyAsync(record.Id, Steps[i], Noon.AddSeconds(i), cancellationToken)).Applied)
                throw new InvalidOperationException($"The step {Steps[i]} of '{Name}' was refused.");
        }
    }

    private static JobTransition.Finish Compressed(JobTransition.Finish finish)
    {
        byte[] json = Encoding.UTF8.GetBytes($"\"{new string('x', 10_000)}\"");
        return finish with { Result = Lifecycle.ResultCodec.Encode(json, out JobResultEncoding encoding), ResultEncoding = encoding };
    }

    private static JobTransition.Finish Kept(JobTransition.Finish finish) => finish with
    {
        Result = default,
        ResultReference = new PayloadReference("job/result-a", 3_000_042, new string('9', 64)),
        ResultEncoding = JobResultEncoding.Brotli,
    };
}
