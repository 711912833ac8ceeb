using System.Diagnostics;
using System.Globalization;
using AsyncJobs.Chaos.Checks;
using AsyncJobs.Chaos.Clients;
using AsyncJobs.Chaos.Faults;
using AsyncJobs.Tests;

namespace AsyncJobs.Chaos;

/// <summary>One run: the platform, its clients, and the check at the end.</summary>
internal sealed class ChaosRun(ChaosOptions options, string endpoint, TextWriter output)
{
    private const string Table = "asyncjobs-local";
    private const int MostShown = 3;

    private readonly FaultCounts _faults = new();
    private readonly ClientLedger _ledger = new();
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private int _next = -1;
    private int _done;

    public Invariants Invariants { get; } = new();

    /// <returns>The exit code: 0 when everything held, 1 when not, 2 when it could not run.</returns>
    public static async Task<int> MainAsync(string[] args)
    {
        ChaosOptions options;
        try
        {
            options = ChaosOptions.Parse(args);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }

        if (options.ShowHelp)
        {
            Console.WriteLine(ChaosOptions.Help);
            return 0;
        }

        using DynamoDbLocalProcess dynamoDb = await DynamoDbLocalProcess.StartAsync();
        if (dynamoDb.Endpoint is not { } endpoint)
        {
            await Console.Error.WriteLineAsync(dynamoDb.Unavailable);
            return 2;
        }

        return await new ChaosRun(options, endpoint, Console.Out).RunAsync() ? 0 : 1;
    }

    /// <returns>Whether everything held.</returns>
    public async Task<bool> RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("asyncjobs-chaos-").FullName;
        string attempts = Directory.CreateDirectory(Path.Combine(folder, "attempts")).FullName;
        string payloads = Directory.CreateDirectory(Path.Combine(folder, "payloads")).FullName;
        output.WriteLine($"{options.Jobs} jobs, seed {options.Seed}, logs in {folder}");

        await using FaultProxy proxy = await FaultProxy.StartAsync(endpoint, options, _faults);
        using LateReader reader = new(endpoint, Table, payloads);
        FinalCheck check = new(Invariants, reader);
        await using (ChaosPlatform platform = await ChaosPlatform.StartAsync(options, proxy.Url, attempts, payloads, Path.Combine(folder, "platform.log"), _faults))
        {
            await RunClientsAsync(platform.Address);
            await platform.StopAsync();
        }

        Dictionary<string, string[]> completions = proxy.Completions.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
        await check.RunAsync(_ledger.Accepted, _ledger.Refused, completions, attempts);
        bool holds = Report(check);
        if (holds && !options.Keep)
            Directory.Delete(folder, recursive: true);
        return holds;
    }

    private async Task RunClientsAsync(Uri address)
    {
        using HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(40) };
        using PeriodicTimer ticks = new(TimeSpan.FromSeconds(15));
        Task ticking = TickAsync(ticks);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(options.Clients, options.Jobs)).Select(_ => Task.Run(() => WorkAsync(http))));
        ticks.Dispose();
        await ticking;
    }

    private async Task WorkAsync(HttpClient http)
    {
        while (_time.Elapsed.TotalMinutes < options.Minutes && Interlocked.Increment(ref _next) is var index && index < options.Jobs)
        {
            await new ChaosClient(index, options, http, Invariants, _faults, _ledger).RunAsync();
            Interlocked.Increment(ref _done);
        }
    }

    private async Task TickAsync(PeriodicTimer ticks)
    {
        while (await ticks.WaitForNextTickAsync())
            output.WriteLine($"{_time.Elapsed:mm\\:ss} {_done} jobs are done");
    }

    private bool Report(FinalCheck check)
    {
        output.WriteLine($"\n{_done} jobs in {_time.Elapsed:mm\\:ss}, {_ledger.Accepted.Count} accepted, {_ledger.Refused.Count} starts refused with 503");
        output.WriteLine("\nFaults, and what came of them");
        foreach ((string name, int count) in _faults.All)
            output.WriteLine($"  {count,8}  {name}");
        output.WriteLine($"  {check.SideBySide,8}  attempts ran beside another one of their job");
        output.WriteLine($"  {check.Continued,8}  invocations went on with a job that an earlier one had begun");
        output.WriteLine($"  {check.DeclaredLater,8}  jobs became final when a reader looked at them after their lease");
        output.WriteLine($"  {check.Unanswered,8}  jobs of starts that got no answer or 500");

        output.WriteLine("\n   checked  violated  invariant");
        foreach (Invariant invariant in Invariants.All)
            output.WriteLine($"  {invariant.Checked,8}  {invariant.Violated,8}  {invariant.Name}");

        if (Invariants.All.All(invariant => invariant.Violated == 0) && _done == options.Jobs)
        {
            output.WriteLine("\nEverything held.");
            return true;
        }

        output.WriteLine();
        foreach (string violation in Invariants.All.SelectMany(invariant => invariant.Violations.Take(MostShown)))
            output.WriteLine(violation);
        if (_done < options.Jobs)
            output.WriteLine($"Only {_done} of {options.Jobs} jobs were run within {options.Minutes.ToString(CultureInfo.InvariantCulture)} minutes.");
        output.WriteLine($"\nNot everything held. Again: ./chaos.sh {options.Line}");
        return false;
    }
}
