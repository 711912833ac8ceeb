using System.Globalization;

namespace AsyncJobs.Evaluation.Corpus;

/// <summary>All that was read: repositories, files and the labels in them.</summary>
/// <param name="Repositories">The repositories.</param>
/// <param name="Files">The files that were read as a whole: what is reported there without a label is false.</param>
/// <param name="Labels">The labels that count.</param>
/// <param name="SecondReading">What a second reader said of the same places, without knowledge of the labels.</param>
internal sealed record LabelledCorpus(
    IReadOnlyList<LabelledRepository> Repositories,
    IReadOnlySet<SourceFile> Files,
    IReadOnlyList<Label> Labels,
    IReadOnlyList<Label> SecondReading)
{
    /// <summary>Reads the files of a folder.</summary>
    /// <exception cref="FormatException">A line has another form than its file's first line says.</exception>
    public static LabelledCorpus Read(string folder)
    {
        LabelledRepository[] repositories = [.. Rows(folder, "repositories.tsv", 2).Select(static row => new LabelledRepository(row[0], row[1]))];
        HashSet<SourceFile> files = [.. Rows(folder, "files.tsv", 2).Select(static row => new SourceFile(row[0], row[1]))];
        return new LabelledCorpus(repositories, files, ReadLabels(folder, "labels.tsv"), ReadLabels(folder, "second-reading.tsv"));
    }

    private static Label[] ReadLabels(string folder, string name) =>
    [
        .. Rows(folder, name, 5).Select(static row => new Label(
            new SourcePlace(row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture)), Enum.Parse<Verdict>(row[3], ignoreCase: true), row[4])),
    ];

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
