using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>
/// Which jobs share a function that answers requests. It is one, as long as its policy holds a statement for each route: API Gateway may call a
/// function by the routes alone that its policy names. SAM writes the statements, one for each event of a function.
/// </summary>
/// <remarks>
/// A job is in the group that weighs most for it (rendezvous hashing). What a group weighs follows from its number and the job's name, so that no job
/// moves because of another one, and a further group takes its share of each of those before it.
/// </remarks>
internal static class HttpGroups
{
    // The JSON of a statement with the longest names of a partition, a region, a function and a statement that there are, without the path.
    private const int StatementBytes = 470;

    // What is around the statements, and two that a person adds.
    private const int OtherBytes = 1100;

    // More than any stack has room for. The search ends here for a path that does not fit even by itself.
    private const int MostGroups = 256;

    /// <summary>
    /// Divides the jobs among as few groups as have room for them. One that comes to the others leaves them where they are, unless there is no room
    /// in its group: then there are more groups, and jobs move into these alone.
    /// </summary>
    /// <param name="jobs">The jobs that have a route, by name.</param>
    /// <param name="shared">The paths of the routes that are no job's: they belong to the first group.</param>
    /// <param name="routesOfPath">How many routes a path has at most.</param>
    /// <returns>The groups, each with its jobs; one may have none.</returns>
    public static IReadOnlyList<IReadOnlyList<JobManifest>> Of(IEnumerable<JobManifest> jobs, IReadOnlyList<string> shared, int routesOfPath)
    {
        JobManifest[] all = [.. jobs];
        ulong[] weights = new ulong[all.Length];
        int[] numbers = new int[all.Length];
        for (int last = 1; ; last++)
        {
            for (int i = 0; i < all.Length; i++)
            {
                ulong weight = WeightOf(last, all[i].Name);
                if (last == 1 || weight > weights[i])
                    (weights[i], numbers[i]) = (weight, last);
            }

            ILookup<int, JobManifest> groups = Enumerable.Range(0, all.Length).ToLookup(i => numbers[i], i => all[i]);
            IEnumerable<int> used = Enumerable.Range(1, last);
            if (last == MostGroups || used.All(number => Fits(groups[number], number == 1 ? shared : [], routesOfPath)))
                return [.. used.Select(number => groups[number].ToArray())];
        }
    }

    // The same in every build, whatever other jobs there are. Another way to weigh would move the routes of each stack that has several groups.
    private static ulong WeightOf(int group, string job) => BinaryPrimitives.ReadUInt64LittleEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{group} {job}"))));

    private static bool Fits(IEnumerable<JobManifest> jobs, IEnumerable<string> shared, int routesOfPath)
    {
        IEnumerable<string> paths = shared.Concat(jobs.Select(static job => job.Path!));
        return OtherBytes + paths.Sum(path => routesOfPath * (StatementBytes + Encoding.UTF8.GetByteCount(path))) <= LambdaLimits.MostPolicyBytes;
    }
}
