using AsyncJobs.CodeFixes.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>A job that is started gets into the Starts of the job that starts it, whichever way these are written.</summary>
public sealed class NameStartTests
{
    private const string Title = "Add \"mails\" to the Starts of the job";

    [Theory]
    [InlineData("", ", Starts = [\"mails\"]")]
    [InlineData(", TimeoutSeconds = 60", ", TimeoutSeconds = 60, Starts = [\"mails\"]")]
    [InlineData(", Starts = []", ", Starts = [\"mails\"]")]
    [InlineData(", Starts = [\"orders\"]", ", Starts = [\"orders\", \"mails\"]")]
    [InlineData(", Starts = [\"orders\", ]", ", Starts = [\"orders\", \"mails\", ]")]
    [InlineData(", Starts = new[] { \"orders\" }", ", Starts = new[] { \"orders\", \"mails\" }")]
    [InlineData(", Starts = new string[] { \"orders\" }, MaxAttempts = 1", ", Starts = new string[] { \"orders\", \"mails\" }, MaxAttempts = 1")]
    [InlineData(", Starts = new string[0]", ", Starts = [\"mails\"]")]
    [InlineData(", Starts = new string[] { }", ", Starts = [\"mails\"]")]
    public async Task The_name_is_added(string before, string after) => await new Code(Source(before, Marked)).Becomes(Title, Source(after, Plain));

    [Fact]
    public async Task An_older_language_has_arrays() =>
        await new Code(Source("", Marked)) { Language = LanguageVersion.CSharp11 }.Becomes(Title, Source(", Starts = new[] { \"mails\" }", Plain));

    [Fact]
    public async Task It_is_offered_once() => await new Code(Source("", Marked)).Offers(Title);

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task All_names_of_all_jobs_are_added_at_once_also_in_other_files(FixAllScope scope)
    {
        const string jobs = """
            using AsyncJobs;

            public static class Shop
            {
                [AsyncJob("POST /orders")]
                public static Task Order(JobContext job) => Sender.SendAsync(job);

                [AsyncJob("POST /invoices", Starts = ["mails"])]
                public static Task Invoice(JobContext job) => Sender.SendAsync(job);

                [AsyncJob("POST /mails")]
                public static void Mail(JobContext job) { }

                [AsyncJob("POST /letters")]
                public static void Letter(JobContext job) { }
            }
            """;
        const string sender = """
            using AsyncJobs;

            public static class Sender
            {
                public static async Task SendAsync(JobContext job)
                {
                    await {0}(cancellationToken: job.CancellationToken);
                    await {1}(cancellationToken: job.CancellationToken);
                }
            }
            """;
        string marked = sender.Replace("{0}", "{|AJ0042:ShopMailJob.StartAsync|}").Replace("{1}", "{|AJ0042:{|AJ0042:ShopLetterJob.StartAsync|}|}");

        await new Code(jobs, marked).BecomesEverywhere(
            Title,
            scope,
            jobs.Replace("\"POST /orders\"", "\"POST /orders\", Starts = [\"letters\", \"mails\"]").Replace("[\"mails\"]", "[\"mails\", \"letters\"]")
                .Replace("[\"letters\", \"mails\", \"letters\"]", "[\"letters\", \"mails\"]"),
            sender.Replace("{0}", "ShopMailJob.StartAsync").Replace("{1}", "ShopLetterJob.StartAsync"));
    }

    private const string Marked = "{|AJ0042:ShopMailJob.StartAsync|}";
    private const string Plain = "ShopMailJob.StartAsync";

    private static string Source(string properties, string start) =>
        $$"""
        using AsyncJobs;

        public static class Shop
        {
            [AsyncJob("POST /orders"{{properties}})]
            public static async Task Order(JobContext job) => await {{start}}(cancellationToken: job.CancellationToken);

            [AsyncJob("POST /mails")]
            public static void Mail(JobContext job) { }
        }
        """;
}
