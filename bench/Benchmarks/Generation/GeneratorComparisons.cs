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
            yield return Rerun("body", looking, product, "looking control", static state => state.Edit());
            yield return Rerun("body", control, product, "control", static state => state.Edit());
            yield return Rerun("declaration", looking, product, "looking control", static state => state.EditDeclaration());
            yield return Rerun("declaration", control, product, "control", static state => state.EditDeclaration());

            Comparison Rerun(string edit, RunState beside, RunState state, string name, Action<RunState> prepare) => new(
                $"generator re-run, {jobs} jobs, edit of a {edit}",
                1,
                Reruns,
                new Side(name, () => beside.Run(), () => prepare(beside)),
                new Side("AsyncJobs", () => state.Run(), () => prepare(state)));
        }
    }
}
