using System.Text.Json;
using Xunit;

namespace AsyncJobs.Page.Tests;

/// <summary>The operator's page, open for code that uses its modules and leaves nothing behind in it: one for all such code.</summary>
public sealed class ModulePage(Browser browser) : IAsyncLifetime
{
    private SeededServer? _server;
    private Visit? _visit;

    public async ValueTask InitializeAsync()
    {
        _server = await SeededServer.StartAsync([]);
        _visit = await browser.OpenAsync(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_visit is not null)
            await _visit.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>Runs code in the page.</summary>
    /// <param name="module">The file of the module that the code knows as <c>module</c>.</param>
    /// <param name="code">An expression.</param>
    /// <param name="input">What the code knows as <c>input</c>, by way of JSON.</param>
    /// <returns>What the expression gave.</returns>
    internal async Task<JsonElement> RunAsync(string module, string code, object input) =>
        (await _visit!.Page.EvaluateAsync(
            $$"""
            async (text) => {
              const module = await import('/_page/{{module}}');
              const input = JSON.parse(text);
              return JSON.stringify(await {{code}});
            }
            """,
            JsonSerializer.Serialize(input))) is { ValueKind: JsonValueKind.String } answer
            ? JsonDocument.Parse(answer.GetString()!).RootElement
            : throw new InvalidOperationException("The module gave nothing.");
}
