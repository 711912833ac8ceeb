using AsyncJobs.Evaluation.Corpus;

namespace AsyncJobs.Evaluation.Scoring;

/// <summary>How often two readers say the same of a place.</summary>
/// <param name="Places">The places.</param>
/// <param name="Same">Those with the same verdict.</param>
/// <param name="Kappa">The agreement beyond chance (Cohen, 1960): 1 if they always agree, 0 if as often as chance would have it.</param>
internal sealed record Agreement(int Places, int Same, double Kappa)
{
    /// <summary>Compares the two readings.</summary>
    public static Agreement Of(IReadOnlyList<Label> labels)
    {
        int same = labels.Count(static label => label.First == label.Second);
        double chance = Enum.GetValues<Verdict>()
            .Sum(verdict => Share(labels, label => label.First == verdict) * Share(labels, label => label.Second == verdict));
        double share = Share(labels, static label => label.First == label.Second);
        return new Agreement(labels.Count, same, chance < 1 ? (share - chance) / (1 - chance) : 1);
    }

    private static double Share(IReadOnlyList<Label> labels, Func<Label, bool> isCounted) =>
        labels.Count == 0 ? 1 : (double)labels.Count(isCounted) / labels.Count;
}
