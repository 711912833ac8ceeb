using System.Globalization;

namespace AsyncJobs.Evaluation.Corpus;

/// <summary>All that was read: repositories, files and the labels in them.</summary>
/// <param name="Repositories">The repositories.</param>
/// <param name="Files">The files that were read as a whole: what is reported there without a label is false.</param>
/// <param name="Labels">The labels.</param>
internal sealed record LabelledCorpus(
    IReadOnlyList<LabelledRepository> Repositories,
    IReadOnlySet<SourceFile> Files,
    IReadOnlyList<Label> Labels)
{
    /// <summary>Reads the files of a folder.</summary>
    /// <exception cref="FormatException">A line has another form than its file's first line says.</exception>
    public static LabelledCorpus Read(string folder)
    {
        LabelledRepository[] repositories = [.. Rows(folder, "repositories.tsv", 2).Select(static row => new LabelledRepository(row[0], row[1]))];
        HashSet<SourceFile> files = [.. Rows(folder, "files.tsv", 2).Select(static row => new SourceFile(row[0], row[1]))];
        Label[] labels =
        [
            .. Rows(folder, "labels.tsv", 7).Select(static row => new Label(
                new SourcePlace(row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture)),
                VerdictOf(row[3]),
                row[4],
                VerdictOf(row[5]),
                VerdictOf(row[6]))),
        ];
        return new LabelledCorpus(repositories, files, labels);
    }

    /// <summary>The places of a repository that have labels.</summary>
    public IReadOnlyCollection<SourcePlace> PlacesIn(LabelledRepository repository) =>
        [.. Labels.Select(static label => label.Place).Where(place => place.Repository == repository.Name)];

    /// <summary>The same, but with some places that count neither for nor against a rule.</summary>
    public LabelledCorpus Without(IReadOnlySet<SourcePlace> places) =>
        this with { Labels = [.. Labels.Select(label => places.Contains(label.Place) ? label with { Verdict = Verdict.Debatable } : label)] };

    private static Verdict VerdictOf(string word) =>
        Enum.TryParse(word, ignoreCase: true, out Verdict verdict) ? verdict : throw new FormatException($"\"{word}\" is no verdict.");

    // The first line names the columns.
    private static IEnumerable<string[]> Rows(string folder, string name, int columns)
    {
        string path = System.IO.Path.Combine(folder, name);
        foreach ((int index, string line) in File.ReadLines(path).Index().Skip(1))
        {
            string[] row = line.Split('\t');
            yield return row.Length == columns
                ? row
                : throw new FormatException($"{path}, line {index + 1}: {row.Length} columns instead of {columns}.");
        }
    }
}
