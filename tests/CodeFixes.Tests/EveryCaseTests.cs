using System.Collections.Immutable;
using AsyncJobs.CodeFixes.Tests.Harness;
using AsyncJobs.Analyzers.Tests;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>
/// Every fix on every diagnostic of the analyzers' cases, which are code in the styles of many authors. ASYNCJOBS_FIX_REPORT=path appends what is offered to that file.
/// </summary>
public sealed class EveryCaseTests
{
    public static TheoryData<string> Names { get; } = [.. TimeoutCase.Names.Where(static name => !TimeoutCase.Read(name).Expected.IsEmpty)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_offered_compiles_and_leaves_fewer_diagnostics(string name)
    {
        TimeoutCase @case = TimeoutCase.Read(name);
        ImmutableArray<(string Id, string Title)> offered = await new Code(@case.Text)
        {
            Libraries = [.. @case.Libraries],
            Language = @case.LanguageVersion,
            Nullable = @case.Nullable,
            IsProgram = @case.OutputKind == OutputKind.ConsoleApplication,
            WithRuntime = @case.ReferencesAsyncJobs,
            EditorConfig = [.. @case.EditorConfig],
        }.TryEverythingAsync();

        if (Environment.GetEnvironmentVariable("ASYNCJOBS_FIX_REPORT") is { Length: > 0 } path)
            await File.AppendAllLinesAsync(path, [$"{name}: {@case.Expected.Length} marks", .. offered.Select(static pair => $"    {pair.Id} {pair.Title}")], TestContext.Current.CancellationToken);
    }
}
