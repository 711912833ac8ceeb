using System.Globalization;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Sam.Plan;

namespace AsyncJobs.Benchmarks.Functions;

/// <summary>
/// How many of the requests that start jobs find no environment that runs: where each job has a function of its own for them, and where all jobs
/// share one. Requests come independently of each other; those for the URLs of jobs, which keep a shared function warm too, are left out.
/// </summary>
internal static class ColdAccepts
{
    private const int Seed = 1;
    private const int Requests = 200_000;

    private static readonly int[] s_jobs = [1, 5, 20, 100, 150];
    private static readonly int[] s_requestsPerHour = [1, 10, 100];

    /// <summary>Simulates and prints a table.</summary>
    public static void Print()
    {
        Console.WriteLine("| jobs | functions with `shared` | requests an hour for each job | cold with `perJob` | cold with `shared` |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (int jobs in s_jobs)
        {
            int[] functions = Divide(jobs);
            foreach (int requestsPerHour in s_requestsPerHour)
            {
                (double perJob, double shared) = Simulate(functions, requestsPerHour);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {jobs} | {functions.Distinct().Count()} | {requestsPerHour} | {100 * perJob:0.0} % | {100 * shared:0.0} % |"));
            }
        }
    }

    // Which function each job shares, as a build divides them. The first function also answers GET and DELETE of a job's URL.
    private static int[] Divide(int jobs)
    {
        string[] urls = ["/jobs/{id}", "/jobs/{id}"];
        JobManifest[] all =
            [.. Enumerable.Range(1, jobs).Select(static number => Job($"import-orders-{number}", $"/import-orders/{number}/{{name}}"))];
        IReadOnlyList<IReadOnlyList<JobManifest>> groups = HttpGroups.Of(all, urls, routesOfPath: 1);
        return [.. all.Select(job => Enumerable.Range(0, groups.Count).Single(group => groups[group].Contains(job)))];
    }

    private static JobManifest Job(string name, string path) => new()
    {
        Manifest = 1,
        Name = name,
        Type = "Shop.Imports",
        Method = "Run",
        HttpMethod = "POST",
        Path = path,
        TimeoutSeconds = 60,
        MemorySize = 512,
        MaxAttempts = 2,
        ReserveMilliseconds = 1000,
        RetentionHours = 24,
        TotalTimeoutSeconds = 86_400,
    };

    private static (double PerJob, double Shared) Simulate(int[] functions, int requestsPerHour)
    {
        Random random = new(Seed);
        int jobs = functions.Length;
        SimulatedFunction[] own = [.. functions.Select(_ => new SimulatedFunction(random))];
        SimulatedFunction[] shared = [.. Enumerable.Range(0, functions.Max() + 1).Select(_ => new SimulatedFunction(random))];
        double requestsPerMinute = jobs * requestsPerHour / 60.0;
        double now = 0;
        int coldOwn = 0;
        int coldShared = 0;
        for (int i = 0; i < Requests; i++)
        {
            now -= Math.Log(1 - random.NextDouble()) / requestsPerMinute;
            int job = random.Next(jobs);
            coldOwn += own[job].Take(now) ? 1 : 0;
            coldShared += shared[functions[job]].Take(now) ? 1 : 0;
        }

        return ((double)coldOwn / Requests, (double)coldShared / Requests);
    }
}
