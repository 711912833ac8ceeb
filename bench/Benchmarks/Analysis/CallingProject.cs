using Microsoft.CodeAnalysis;

namespace AsyncJobs.Benchmarks.Analysis;

/// <summary>A project of 10,000 files with 2,000 HTTP calls, limited in the ways that people limit them, or not at all.</summary>
internal static class CallingProject
{
    private const int Files = 10_000;
    private const int Callers = 1_000;

    public static MeasuredCode Create() => MeasuredCode.Of("10,000 files, 2,000 calls", AllFiles(), References());

    private static IEnumerable<(string Path, string Text)> AllFiles()
    {
        yield return ("GlobalUsings.cs", GlobalUsings);
        yield return ("Startup.cs", Startup);
        for (int i = 0; i < Files; i++)
            yield return i % (Files / Callers) == 0 ? ($"Caller{i}.cs", Caller(i)) : ($"Plain{i}.cs", Plain(i));
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(IsReferenced)
            .Select(static path => MetadataReference.CreateFromFile(path));

    private static string GlobalUsings =>
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using AsyncJobs;
        """;

    private static string Startup =>
        """
        namespace Calling;

        public static class Startup
        {
            public static HttpClient Guarded { get; } = BudgetHttpClient.Create("pricing");

            public static HttpClient Open { get; } = new() { Timeout = Timeout.InfiniteTimeSpan };
        }
        """;

    private static bool IsReferenced(string path) =>
        Path.GetFileName(path) is var name
        && (name.StartsWith("System.", StringComparison.Ordinal) || name is "AsyncJobs.dll" or "netstandard.dll" or "mscorlib.dll");

    private static string Caller(int i) =>
        $$"""
        namespace Calling.Callers;

        public sealed class Caller{{i}}(HttpClient http)
        {
            private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(1);

            public async Task<string> First(string url, JobContext job)
            {
                {{First(i)}}
            }

            public async Task<string> Second(string url, CancellationToken cancellationToken)
            {
                {{Second(i)}}
            }

            public Task<string> Both(string url, JobContext job) => Second(url, job.CancellationToken);
        }
        """;

    private static string First(int i) => (i / 10 % 5) switch
    {
        0 => "return await http.GetStringAsync(url, job.CancellationToken);",
        1 => "using CancellationTokenSource timeout = new(job.Budget.Remaining - s_reserve); return await http.GetStringAsync(url, timeout.Token);",
        2 => "using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(5)); return await http.GetStringAsync(url, timeout.Token);",
        3 => "return await Startup.Guarded.GetStringAsync(url);",
        _ => "return await http.GetStringAsync(url);",
    };

    private static string Second(int i) => (i / 10 % 3) switch
    {
        0 =>
            "using HttpResponseMessage response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken); "
            + "return await response.Content.ReadAsStringAsync(cancellationToken);",
        1 => "return await http.GetStringAsync(url, cancellationToken);",
        _ =>
            "using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken); "
            + "linked.CancelAfter(TimeSpan.FromSeconds(3)); "
            + "return await Startup.Open.GetStringAsync(url, linked.Token);",
    };

    private static string Plain(int i) =>
        $$"""
        namespace Calling.Plain;

        public sealed record Thing{{i}}(int Id, string Name, DateTimeOffset At);

        public sealed class Store{{i}}
        {
            private readonly Dictionary<int, Thing{{i}}> _things = new();

            public int Count => _things.Count;

            public async Task<Thing{{i}}?> FindAsync(int id, CancellationToken cancellationToken = default)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
                return _things.TryGetValue(id, out Thing{{i}}? thing) ? thing : null;
            }

            public async Task<int> AddAsync(IEnumerable<string> names, TimeSpan age, CancellationToken cancellationToken)
            {
                foreach (string name in names.Where(name => name.Length > 0).OrderBy(name => name, StringComparer.Ordinal))
                    _things.Add(_things.Count, new Thing{{i}}(_things.Count, name.Trim(), DateTimeOffset.UtcNow - age));

                Thing{{i}}? last = await FindAsync(_things.Count - 1, cancellationToken);
                return last is null ? 0 : Describe(last, 20).Length;
            }

            private static string Describe(Thing{{i}} thing, int maxLength)
            {
                string text = $"{thing.Id}: {thing.Name} ({thing.At:O})";
                return text.Length > maxLength ? text.Substring(0, maxLength) : text;
            }
        }
        """;
}
