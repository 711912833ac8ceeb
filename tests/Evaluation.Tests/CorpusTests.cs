using System.Text.RegularExpressions;
using AsyncJobs.Evaluation.Checkouts;
using AsyncJobs.Evaluation.Corpus;
using AsyncJobs.Tests.Roslyn;

namespace AsyncJobs.Evaluation.Tests;

/// <summary>What the repository has of labels can be read, and holds together.</summary>
public sealed class CorpusTests
{
    private static readonly LabelledCorpus s_first = LabelledCorpus.Read(RepositoryRoot.Combine("eval", "Data"));
    private static readonly LabelledCorpus s_second = LabelledCorpus.Read(RepositoryRoot.Combine("eval", "Data", "Second"));

    private static LabelledCorpus Set(string name) => name == "Second" ? s_second : s_first;

    [Theory]
    [InlineData("First")]
    [InlineData("Second")]
    public void Each_label_is_in_a_file_and_a_repository_of_the_lists(string set)
    {
        LabelledCorpus corpus = Set(set);

        Assert.All(corpus.Labels, label => Assert.Contains(label.Place.File, corpus.Files));
        Assert.All(corpus.Files, file => Assert.Contains(file.Repository, corpus.Repositories.Select(static repository => repository.Name)));
    }

    [Theory]
    [InlineData("First")]
    [InlineData("Second")]
    public void Each_repository_has_a_commit(string set) =>
        Assert.All(Set(set).Repositories, static repository => Assert.Matches(new Regex("^[0-9a-f]{40}$"), repository.Commit));

    [Theory]
    [InlineData("First")]
    [InlineData("Second")]
    public void No_place_has_two_labels_of_one_rule(string set) =>
        Assert.Empty(Set(set).Labels
            .GroupBy(static label => (label.Place, label.Rule))
            .Where(static group => group.Count() > 1)
            .Select(static group => group.Key));

    [Theory]
    [InlineData("First")]
    [InlineData("Second")]
    public void Where_two_readers_agree_their_verdict_counts_or_none(string set) =>
        Assert.All(Set(set).Labels.Where(static label => label.First == label.Second && label.First != Verdict.Debatable), static label =>
            Assert.Equal(label.First, label.Verdict));

    [Fact]
    public void The_second_set_has_other_owners_than_the_first() =>
        Assert.Empty(s_second.Repositories.Select(static repository => repository.Owner).Intersect(
            s_first.Repositories.Select(static repository => repository.Owner), StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void A_repository_that_is_not_checked_out_is_named_with_its_commit()
    {
        LabelledRepository repository = s_first.Repositories[0];

        CheckoutException exception = Assert.Throws<CheckoutException>(() => Checkout.Find(repository, Path.Combine(Path.GetTempPath(), "none")));

        Assert.Contains(repository.Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains(repository.Commit, exception.Message, StringComparison.Ordinal);
    }
}
