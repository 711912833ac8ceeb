using AsyncJobs.Benchmarks.Running;

namespace AsyncJobs.Benchmarks.Http;

/// <summary>The three endpoints beside the hand-written ones.</summary>
internal static class HttpComparisons
{
    private const int AcceptOperations = 1_000;
    private const int StatusOperations = 4_000;
    private const int WorkOperations = 500;
    private const int Rounds = 80;

    public static IEnumerable<Comparison> All()
    {
        AcceptBenchmark accept = new();
        yield return new Comparison(
            "accept",
            AcceptOperations,
            Rounds,
            new Side("hand-written", () => Repeat(AcceptOperations, accept.HandWritten), accept.Reset),
            new Side("AsyncJobs", () => Repeat(AcceptOperations, accept.AsyncJobs), accept.Reset));

        yield return new Comparison(
            "accept",
            AcceptOperations,
            Rounds,
            new Side("AsyncJobs without a key", () => Repeat(AcceptOperations, accept.AsyncJobs), accept.Reset),
            new Side("AsyncJobs under a key", () => Repeat(AcceptOperations, accept.AsyncJobsUnderKey), accept.Reset));

#if AMAZON_LAMBDA
        Annotations.AnnotationsAccept annotations = new();
        yield return new Comparison(
            "accept",
            AcceptOperations,
            Rounds,
            new Side("Annotations", () => Repeat(AcceptOperations, annotations.Run), Annotations.ReportFunctions.Reset),
            new Side("AsyncJobs", () => Repeat(AcceptOperations, accept.AsyncJobs), accept.Reset));
#endif

        StatusBenchmark status = new();
        status.Setup();
        yield return new Comparison(
            "status",
            StatusOperations,
            Rounds,
            new Side("hand-written", () => Repeat(StatusOperations, status.HandWritten)),
            new Side("AsyncJobs", () => Repeat(StatusOperations, status.AsyncJobs)));

        WorkBenchmark work = new();
        yield return new Comparison(
            "work",
            WorkOperations,
            Rounds,
            new Side("hand-written", () => Repeat(WorkOperations, work.HandWritten), work.Start),
            new Side("AsyncJobs", () => Repeat(WorkOperations, work.AsyncJobs), work.Start));
    }

    private static void Repeat(int times, Func<int> operation)
    {
        for (int i = 0; i < times; i++)
            operation();
    }
}
