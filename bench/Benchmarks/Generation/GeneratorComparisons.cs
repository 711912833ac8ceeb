using AsyncJobs.Benchmarks.Running;
using AsyncJobs.Generator;

namespace AsyncJobs.Benchmarks.Generation;

/// <summary>The generator beside one that does next to nothing.</summary>
internal static class GeneratorComparisons
{
    private const int FirstRuns = 15;
    private const int Reruns = 60;

    public static IEnumerable<Comparison> All()
    {
        foreach (int jobs in (int[])[20, 200])
        {
            LargeProject project = new(jobs);
            RunState control = new(ControlGenerator.Trivial(), project);
            RunState looking = new(ControlGenerator.Looking(), project);
            RunState product = new(new AsyncJobGenerator(), project);
            yield return new Comparison(
                $"generator first run, {jobs} jobs",
                1,
                FirstRuns,
                new Side("control", () => control.Run(), control.PrepareFirstRun),
                new Side("AsyncJobs", () => product.Run(), product.PrepareFirstRun));

            control.PrepareRerun();
            looking.PrepareRerun();
            product.PrepareRerun();
            yield return new Comparison(
                $"generator re-run, {jobs} jobs",
                1,
                Reruns,
                new Side("looking control", () => looking.Run(), looking.Edit),
                new Side("AsyncJobs", () => product.Run(), product.Edit));
            yield return new Comparison(
                $"generator re-run, {jobs} jobs",
                1,
                Reruns,
                new Side("control", () => control.Run(), control.Edit),
                new Side("AsyncJobs", () => product.Run(), product.Edit));
        }
    }
}
