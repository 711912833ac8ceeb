using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests;

/// <summary>The jobs of the documentation, as a project of their own.</summary>
public sealed class DocumentedJobsTests
{
    private const string Rest = """
        public sealed class FeedReader
        {
            public Task<IReadOnlyList<string>?> ReadPageAsync(Uri feed, int page, CancellationToken cancellationToken) =>
                Task.FromResult<IReadOnlyList<string>?>(page < 3 ? [feed.Host] : null);
        }

        public static class Mail
        {
            public static Task SendAsync(string address, CancellationToken cancellationToken) => Task.Delay(address.Length, cancellationToken);
        }

        internal static class Startup
        {
            [JobServices]
            public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) =>
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<FeedReader>(services);
        }
        """;

    [Fact]
    public async Task The_jobs_of_the_page_on_long_jobs_compile_and_run()
    {
        string[] blocks = [.. File.ReadAllText(RepositoryRoot.Combine("docs", "guides", "long-jobs.md"))
            .ReplaceLineEndings("\n")
            .Split("```csharp\n")
            .Skip(1)
            .Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)])
            .Where(static block => block.StartsWith("public ", StringComparison.Ordinal))];
        Assert.Equal(2, blocks.Length);

        using CompiledApp app = CompiledApp.Start([.. blocks, Rest]);

        Assert.Equal(
            """{"imported":2}""",
            (await app.RunAsync("ImportRunJob", "POST", "/imports", """{"feed":"https://feeds.example.com"}""")).GetProperty("result").GetRawText());
        Assert.Equal(
            "SUCCEEDED",
            (await app.RunAsync("MailingsSendJob", "POST", "/mailings", query: "addresses=a&addresses=b")).GetProperty("status").GetString());
    }
}
