using AsyncJobs.Evaluation.Corpus;

namespace AsyncJobs.Evaluation.Scoring;

/// <summary>How often two readers say the same of a place.</summary>
/// <param name="Places">The places that both have read.</param>
/// <param name="Same">Those with the same verdict.</param>
/// <param name="Kappa">The agreement beyond chance (Cohen, 1960): 1 if they always agree, 0 if as often as chance would have it.</param>
internal sealed record Agreement(int Places, int Same, double Kappa)
{
    public static Agreement Of(IReadOnlyList<Label> first, IReadOnlyList<Label> second)
    {
        Dictionary<(SourcePlace, string), Verdict> others = second.ToDictionary(static label => (label.Place, label.Rule), static label => label.Verdict);
        (Verdict First, Verdict Second)[] pairs =
        [
            .. first.Where(label => others.ContainsKey((label.Place, label.Rule)))
                .Select(label => (label.Verdict, others[(label.Place, label.Rule)])),
        ];
        int same = pairs.Count(static pair => pair.First == pair.Second);
        double chance = Enum.GetValues<Verdict>().Sum(verdict =>
            (double)pairs.Count(pair => pair.First == verdict) * pairs.Count(pair => pair.Second == verdict) / Math.Max(1, pairs.Length * pairs.Length));
        double share = pairs.Length == 0 ? 1 : (double)same / pairs.Length;
        return new Agreement(pairs.Length, same, chance < 1 ? (share - chance) / (1 - chance) : 1);
    }
}
