using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using AsyncJobs.Chaos.Faults;
using AsyncJobs.Chaos.Jobs;

namespace AsyncJobs.Chaos;

/// <summary>The local host with <c>--isolated</c> and every fault it knows, in a process of its own.</summary>
internal sealed partial class ChaosPlatform : IAsyncDisposable
{
    /// <summary>The argument by which this program is the platform.</summary>
    public const string Command = "platform";

    private const int Terminate = 15;

    private readonly Process _process;
    private readonly FaultCounts _faults;
    private readonly StreamWriter _log;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private ChaosPlatform(Process process, FaultCounts faults, string logPath)
    {
        _process = process;
        _faults = faults;
        _log = new StreamWriter(logPath);
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>Where the application listens.</summary>
    public Uri Address => _listening.Task.Result;

    public static async Task<ChaosPlatform> StartAsync(ChaosOptions options, string tableUrl, string attemptFolder, string payloadFolder, string logPath, FaultCounts faults)
    {
        string[] arguments =
        [
            typeof(ChaosPlatform).Assembly.Location, Command, "--isolated", "--urls", "http://127.0.0.1:0", "--dynamodb", tableUrl,
            "--concurrency", options.Concurrency.ToString(CultureInfo.InvariantCulture), "--retry-delay", "1", "--delay", "0.3", "--duplicates", "10", "--throttle", "15",
            "--kill", options.Kill.ToString(CultureInfo.InvariantCulture), "--seed", options.Seed.ToString(CultureInfo.InvariantCulture),
        ];
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        ProcessStartInfo start = new(dotnet, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment[AttemptLog.FolderVariable] = attemptFolder;
        start.Environment[ChaosPayloads.FolderVariable] = payloadFolder;
        ChaosPlatform platform = new(Process.Start(start)!, faults, logPath);
        Task exit = platform._process.WaitForExitAsync();
        if (await Task.WhenAny(platform._listening.Task, exit) == exit)
            throw new InvalidOperationException($"The platform ended with {platform._process.ExitCode}; see {logPath}.");
        return platform;
    }

    /// <summary>Ends it as Ctrl-C does, and waits for it.</summary>
    public async Task StopAsync()
    {
        Kill(_process.Id, Terminate);
        await _process.WaitForExitAsync();
        await _reading;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        await _reading;
        await _log.DisposeAsync();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_log)
                _log.WriteLine(line);
            Take(line);
        }
    }

    private void Take(string line)
    {
        if (line.StartsWith("Listening on ", StringComparison.Ordinal))
        {
            _listening.TrySetResult(new Uri(line.Split([' ', ';'])[2]));
            return;
        }

        string[] words = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 3 && words[2] is "process.killed" or "process.timed-out" or "process.exited" or "process.started")
            _faults.Add($"{words[2]} {words[3]["function=".Length..].Split('-')[0]}");
        else if (words.Length > 3 && words[2] is "event.duplicated" or "worker.gave-up" or "worker.retry" or "settle.retry" or "message.sent" or "message.duplicated" or "message.postponed" or "message.returned")
            _faults.Add(words[2]);
        else if (words.Length > 3 && words[2] is "event.refused" or "message.refused")
            _faults.Add($"{words[2]} " + line[(line.LastIndexOf(' ') + 1)..].TrimEnd('"'));
    }
}
