using System.Text.Json;
using AsyncJobs.Docs.Tests.Data;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Docs.Tests.Running;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Docs.Tests.Commands;

/// <summary>Commands of the documentation that start the sample or call it, run against the real one.</summary>
public sealed class SampleTests(Sample sample)
{
    [Fact]
    public async Task The_requests_of_the_README_are_answered_as_it_shows()
    {
        Block block = Page.Of("README.md").Blocks.Single(static block => block.Text.Contains("$ curl", StringComparison.Ordinal));
        Command start = Command.In(block).First();
        string[] shown = [.. block.Lines.Where(static line => line.StartsWith('{'))];

        using HttpResponseMessage reply = await sample.PostAsync(new Uri(start.Words[2]).PathAndQuery, After(start, "-d").Replace(@"\n", "\\n", StringComparison.Ordinal));

        // The head, name for name.
        string[] head = [.. block.Lines.SkipWhile(static line => !line.StartsWith("HTTP/", StringComparison.Ordinal)).Skip(1).TakeWhile(static line => line.Length > 0).Select(static line => line[..line.IndexOf(':')])];
        Assert.Contains($"HTTP/1.1 {(int)reply.StatusCode} {reply.ReasonPhrase}", block.Lines);
        Assert.Equal(head.Order(StringComparer.OrdinalIgnoreCase), reply.Headers.Concat(reply.Content.Headers).Select(static header => header.Key).Order(StringComparer.OrdinalIgnoreCase));

        // The bodies: all members, and the result to the letter.
        AssertSameNames(shown[0], await Sample.ReadAsync(reply));
        JsonElement end = await sample.EndAsync(reply.Headers.Location!);
        AssertSameNames(shown[1], end);
        Assert.Equal(JsonDocument.Parse(shown[1]).RootElement.GetProperty("result").GetRawText(), end.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task The_OpenAPI_document_is_written()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await Programs.RunAsync(HostProcess.DotNet, Programs.Sample, "--openapi", file);

            using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            string[] schemas = [.. document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(static schema => schema.Name)];

            // Those that the page lists.
            Block table = Page.Of("docs/reference/wire-contract.md").Blocks.Single(static block => block.Text.Contains("--openapi", StringComparison.Ordinal));
            string[] listed = [.. Page.Of(table.Page).Spans.Select(static span => span.Text).Where(static text => text.StartsWith("link-checks.", StringComparison.Ordinal) || text is "AnyJob" or "Job" or "JobError" or "Problem").Distinct()];
            Assert.Equal(7, listed.Length);
            Assert.Subset(schemas.ToHashSet(), listed.ToHashSet());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_options_are_listed() => Assert.Contains("--isolated", await Programs.RunAsync(HostProcess.DotNet, Programs.Sample, "--help"), StringComparison.Ordinal);

    private static string After(Command command, string option) => command.Words[Array.IndexOf(command.Words, option) + 1];

    private static void AssertSameNames(string shown, JsonElement real)
    {
        JsonElement document = JsonDocument.Parse(shown).RootElement;
        Assert.Equal(JsonNames.Of(real, document), JsonNames.Of(document, real));
    }
}
