using AsyncJobs.Evaluation.Checkouts;
using AsyncJobs.Evaluation.Corpus;
using AsyncJobs.Evaluation.Scoring;

if (args is not [{ } data, { } checkouts])
{
    Console.Error.WriteLine("The command line is DATA CHECKOUTS: the folder of the labels, and the one of the repositories. eval/README.md has an example.");
    return 2;
}

LabelledCorpus corpus = LabelledCorpus.Read(data);
List<Report> reports = [];
try
{
    foreach (LabelledRepository repository in corpus.Repositories)
        reports.AddRange(await AnalyzerRun.RunAsync(Checkout.Find(repository, checkouts)));
}
catch (CheckoutException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

Console.Write(FiguresPage.Write(corpus, Comparison.Compare(corpus, reports)));
return 0;
