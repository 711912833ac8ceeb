using System.Globalization;

namespace AsyncJobs.Benchmarks.Functions;

/// <summary>
/// How many of the requests that start jobs find no environment that runs: where each job has a function of its own for them, and where all jobs
/// share one. Requests come independently of each other; those for the URLs of jobs, which keep a shared function warm too, are left out.
/// </summary>
internal static class ColdAccepts
{
    private const int Seed = 1;
    private const int Requests = 200_000;

    private static readonly int[] s_jobs = [1, 5, 20, 100];
    private static readonly int[] s_requestsPerHour = [1, 10, 100];

    /// <summary>Simulates and prints a table.</summary>
    public static void Print()
    {
        Console.WriteLine("| jobs | requests an hour for each | cold with `perJob` | cold with `shared` |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (int jobs in s_jobs)
        {
            foreach (int requestsPerHour in s_requestsPerHour)
            {
                (double perJob, double shared) = Simulate(jobs, requestsPerHour);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {jobs} | {requestsPerHour} | {100 * perJob:0.0} % | {100 * shared:0.0} % |"));
            }
        }
    }

    private static (double PerJob, double Shared) Simulate(int jobs, int requestsPerHour)
    {
        Random random = new(Seed);
        SimulatedFunction[] own = [.. Enumerable.Range(0, jobs).Select(_ => new SimulatedFunction(random))];
        SimulatedFunction shared = new(random);
        double requestsPerMinute = jobs * requestsPerHour / 60.0;
        double now = 0;
        int coldOwn = 0;
        int coldShared = 0;
        for (int i = 0; i < Requests; i++)
        {
            now -= Math.Log(1 - random.NextDouble()) / requestsPerMinute;
            coldOwn += own[random.Next(jobs)].Take(now) ? 1 : 0;
            coldShared += shared.Take(now) ? 1 : 0;
        }

        return ((double)coldOwn / Requests, (double)coldShared / Requests);
    }
}
