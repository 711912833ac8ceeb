using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>
/// Which jobs share a function that answers requests. It is one, as long as its policy holds a statement for each route: API Gateway may call a
/// function by the routes alone that its policy names. SAM writes the statements, one for each event of a function.
/// </summary>
internal static class HttpGroups
{
    // The JSON of a statement with the longest names of a partition, a region, a function and a statement that there are, without the path.
    private const int StatementBytes = 470;

    // What is around the statements, and two that a person adds.
    private const int OtherBytes = 1100;

    // A job has two routes at most.
    private const int MostGroups = 256;

    /// <summary>
    /// Divides the jobs. One that comes to the others leaves them where they are, unless there is no room: then there are twice as many groups, and
    /// half of the jobs move.
    /// </summary>
    /// <param name="jobs">The jobs that have a route, by name.</param>
    /// <param name="shared">The paths of the routes that are no job's: they belong to the first group.</param>
    /// <param name="routesOfPath">How many routes a path has at most.</param>
    /// <returns>The groups, each with its jobs; the first may have none.</returns>
    public static IReadOnlyList<IReadOnlyList<JobManifest>> Of(IEnumerable<JobManifest> jobs, IReadOnlyList<string> shared, int routesOfPath)
    {
        JobManifest[] all = [.. jobs];
        int count = 1;
        List<JobManifest>[] groups = Divide(all, count);
        while (count < MostGroups && groups.Where((group, index) => !Fits(group, index == 0 ? shared : [], routesOfPath)).Any())
            groups = Divide(all, count *= 2);
        return groups;
    }

    private static List<JobManifest>[] Divide(JobManifest[] jobs, int count)
    {
        List<JobManifest>[] groups = [.. Enumerable.Range(0, count).Select(static _ => new List<JobManifest>())];
        foreach (JobManifest job in jobs)
            groups[PlaceOf(job.Name) & (count - 1)].Add(job);
        return groups;
    }

    // The same in every build, whatever other jobs there are.
    private static int PlaceOf(string job) =>
        (int)(BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(job))) & int.MaxValue);

    private static bool Fits(IEnumerable<JobManifest> jobs, IEnumerable<string> shared, int routesOfPath)
    {
        IEnumerable<string> paths = shared.Concat(jobs.Select(static job => job.Path!));
        return OtherBytes + paths.Sum(path => routesOfPath * (StatementBytes + Encoding.UTF8.GetByteCount(path))) <= LambdaLimits.MostPolicyBytes;
    }
}
