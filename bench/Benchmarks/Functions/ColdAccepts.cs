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

    // What jobs share, as a build divides them by HttpGroups of src/Sam: a function's policy has room for about forty routes, and where one is full
    // there are twice as many functions.
    private static readonly (int Jobs, int Functions)[] s_jobs = [(1, 1), (5, 1), (20, 1), (100, 4), (150, 8)];
    private static readonly int[] s_requestsPerHour = [1, 10, 100];

    /// <summary>Simulates and prints a table.</summary>
    public static void Print()
    {
        Console.WriteLine("| jobs | functions with `shared` | requests an hour for each job | cold with `perJob` | cold with `shared` |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach ((int jobs, int functions) in s_jobs)
        {
            foreach (int requestsPerHour in s_requestsPerHour)
            {
                (double perJob, double shared) = Simulate(jobs, functions, requestsPerHour);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {jobs} | {functions} | {requestsPerHour} | {100 * perJob:0.0} % | {100 * shared:0.0} % |"));
            }
        }
    }

    private static (double PerJob, double Shared) Simulate(int jobs, int functions, int requestsPerHour)
    {
        Random random = new(Seed);
        SimulatedFunction[] own = [.. Enumerable.Range(0, jobs).Select(_ => new SimulatedFunction(random))];
        SimulatedFunction[] shared = [.. Enumerable.Range(0, functions).Select(_ => new SimulatedFunction(random))];
        double requestsPerMinute = jobs * requestsPerHour / 60.0;
        double now = 0;
        int coldOwn = 0;
        int coldShared = 0;
        for (int i = 0; i < Requests; i++)
        {
            now -= Math.Log(1 - random.NextDouble()) / requestsPerMinute;
            int job = random.Next(jobs);
            coldOwn += own[job].Take(now) ? 1 : 0;
            coldShared += shared[job % functions].Take(now) ? 1 : 0;
        }

        return ((double)coldOwn / Requests, (double)coldShared / Requests);
    }
}
