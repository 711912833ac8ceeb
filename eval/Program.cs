using AsyncJobs.Evaluation.Checkouts;
using AsyncJobs.Evaluation.Corpus;
using AsyncJobs.Evaluation.Scoring;

if (args is not [{ } data, { } checkouts, ..] || args.Length > 3)
{
    Console.Error.WriteLine(
        "The command line is DATA CHECKOUTS [REPORTS]: the folders of the labels and of the repositories, and a file to write all reports to. "
        + "eval/README.md has an example.");
    return 2;
}

LabelledCorpus corpus = LabelledCorpus.Read(data);
List<CheckoutOutcome> outcomes = [];
try
{
    foreach (LabelledRepository repository in corpus.Repositories)
        outcomes.Add(await AnalyzerRun.RunAsync(Checkout.Find(repository, checkouts), corpus.PlacesIn(repository)));
}
catch (CheckoutException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

SourceFile[] unseen = [.. corpus.Files.Except(outcomes.SelectMany(static outcome => outcome.Files))];
if (unseen.Length > 0)
{
    Console.Error.WriteLine("No function project compiles these files, so they prove nothing:");
    foreach (SourceFile file in unseen)
        Console.Error.WriteLine($"{file.Repository}\t{file.Path}");
    return 1;
}

if (args.Length == 3)
    File.WriteAllLines(args[2], ReportList.Of(outcomes));

HashSet<SourcePlace> unbound = [.. outcomes.SelectMany(static outcome => outcome.Unbound)];
IReadOnlyList<Finding> findings = Comparison.Compare(corpus.Without(unbound), outcomes.SelectMany(static outcome => outcome.Reports));
Console.Write(FiguresPage.Write(corpus, unbound, findings));
return 0;
