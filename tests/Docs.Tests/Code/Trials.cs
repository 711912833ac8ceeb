using System.Collections.Immutable;
using AsyncJobs.Tests.Roslyn;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>The ways to build a project of an example, from the barest to the one with the most around it.</summary>
internal static class Trials
{
    private static readonly string s_job = Read("Job.cs");
    private static readonly string s_services = Read("Services.cs");
    private static readonly string s_generatedProgram = Read("GeneratedProgram.cs");

    /// <summary>Builds projects of an example until one is as it should be; else gives the one that came nearest.</summary>
    /// <param name="example">What is to be compiled.</param>
    /// <param name="properties">What the project sets.</param>
    /// <param name="siblings">Examples that may be in the same project.</param>
    /// <param name="isRight">What the result should be.</param>
    /// <param name="first">The setting to begin with.</param>
    /// <param name="isTogether">Whether the siblings have to be in it.</param>
    public static async Task<Verdict> RunAsync(
        Example example, ImmutableDictionary<string, string> properties, IEnumerable<Example> siblings, Func<Verdict, bool> isRight, Setting? first = null, bool isTogether = false)
    {
        Setting[] settings = [.. Setting.For(example.Block.Text).OrderByDescending(setting => setting == first)];
        Verdict? best = null;
        // The class around members is the same for all.
        string[] beside =
        [
            .. siblings.Where(sibling => sibling.Shape == Shape.File || (sibling.Shape == Shape.Members && example.Shape == Shape.File))
                .Select(static sibling => sibling.Sources[0]),
        ];
        foreach (ImmutableArray<string> sources in Combine(example, beside, isTogether))
        {
            foreach (Setting setting in settings)
            {
                Verdict verdict = await new Trial { Setting = setting, Sources = sources, Properties = properties }.JudgeAsync();
                if (isRight(verdict))
                    return verdict;
                if (best is null || Rank(verdict) < Rank(best))
                    best = verdict;
            }
        }

        return best!;
    }

    private static int Rank(Verdict verdict) => verdict.Compiles ? verdict.Diagnostics.Length : 1000 + verdict.Faults.Length;

    private static IEnumerable<ImmutableArray<string>> Combine(Example example, string[] siblings, bool isTogether)
    {
        foreach (string source in example.Sources)
        {
            ImmutableArray<string> alone = [source, .. Needed(source)];
            if (!isTogether)
                yield return alone;
            if (siblings.Length > 0)
                yield return [.. alone, .. siblings];
            if (!source.Contains("[JobServices]", StringComparison.Ordinal))
            {
                if (!isTogether)
                    yield return [.. alone, s_services];
                if (siblings.Length > 0)
                    yield return [.. alone, s_services, .. siblings];
            }
        }
    }

    private static IEnumerable<string> Needed(string source)
    {
        if ((source.Contains("AppJobs", StringComparison.Ordinal) || source.Contains("GenerateMain", StringComparison.Ordinal)) && !source.Contains("[AsyncJob(", StringComparison.Ordinal))
            yield return s_job;
        if (source.Contains("GeneratedProgram", StringComparison.Ordinal) || source.Contains("GenerateMain", StringComparison.Ordinal))
            yield return s_generatedProgram;
    }

    private static string Read(string file) => File.ReadAllText(RepositoryRoot.Combine("tests", "Docs.Tests", "Code", "Surroundings", file));
}
