using System.Text.RegularExpressions;
using AsyncJobs.Evaluation.Checkouts;
using AsyncJobs.Evaluation.Corpus;
using AsyncJobs.Tests.Roslyn;

namespace AsyncJobs.Evaluation.Tests;

/// <summary>What the repository has of labels can be read, and holds together.</summary>
public sealed class CorpusTests
{
    private static readonly LabelledCorpus s_corpus = LabelledCorpus.Read(RepositoryRoot.Combine("eval", "Data"));

    [Fact]
    public void Each_label_is_in_a_file_and_a_repository_of_the_lists()
    {
        Assert.All(s_corpus.Labels, static label => Assert.Contains(label.Place.File, s_corpus.Files));
        Assert.All(s_corpus.Files, static file => Assert.Contains(file.Repository, s_corpus.Repositories.Select(static repository => repository.Name)));
    }

    [Fact]
    public void Each_repository_has_a_commit() =>
        Assert.All(s_corpus.Repositories, static repository => Assert.Matches(new Regex("^[0-9a-f]{40}$"), repository.Commit));

    [Fact]
    public void No_place_has_two_labels_of_one_rule() =>
        Assert.Empty(s_corpus.Labels.GroupBy(static label => (label.Place, label.Rule)).Where(static group => group.Count() > 1).Select(static group => group.Key));

    [Fact]
    public void Where_two_readers_agree_their_verdict_counts_or_none() =>
        Assert.All(s_corpus.Labels.Where(static label => label.First == label.Second && label.First != Verdict.Debatable), static label =>
            Assert.Equal(label.First, label.Verdict));

    [Fact]
    public void A_repository_that_is_not_checked_out_is_named_with_its_commit()
    {
        LabelledRepository repository = s_corpus.Repositories[0];

        CheckoutException exception = Assert.Throws<CheckoutException>(() => Checkout.Find(repository, Path.Combine(Path.GetTempPath(), "none")));

        Assert.Contains(repository.Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains(repository.Commit, exception.Message, StringComparison.Ordinal);
    }
}
