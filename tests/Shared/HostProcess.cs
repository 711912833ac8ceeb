using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace AsyncJobs.Tests;

/// <summary>A program in a process of its own, with what it printed.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    private static readonly TimeSpan s_lineLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process) => _process = process;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    /// <summary>Where it says that it listens.</summary>
    public Uri Address => _listening.Task.Result;

    public static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Starts a program.</summary>
    public static HostProcess Start(string fileName, params IEnumerable<string> arguments) =>
        Start(fileName, new Dictionary<string, string>(), arguments);

    /// <summary>Starts a program with variables beside those that it inherits.</summary>
    public static HostProcess Start(string fileName, IReadOnlyDictionary<string, string> variables, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(fileName, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // What a build and its test run set is not for the program under test.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);

        foreach ((string name, string value) in variables)
            start.Environment[name] = value;

        Process process = new() { StartInfo = start };
        HostProcess host = new(process);
        process.OutputDataReceived += (_, line) => host.Take(line.Data);
        process.ErrorDataReceived += (_, line) => Append(host._errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Starts a local host on a free port and waits until it listens.</summary>
    public static Task<HostProcess> StartListeningAsync(string fileName, params IEnumerable<string> arguments) =>
        StartListeningAsync(fileName, new Dictionary<string, string>(), arguments);

    /// <summary>Starts a program that listens at a free port, with variables beside those that it inherits.</summary>
    public static async Task<HostProcess> StartListeningAsync(
        string fileName, IReadOnlyDictionary<string, string> variables, params IEnumerable<string> arguments)
    {
        HostProcess host = Start(fileName, variables, [.. arguments, "--urls", "http://127.0.0.1:0"]);
        Task exit = host._process.WaitForExitAsync();
        Task first = await Task.WhenAny(host._listening.Task, exit, Task.Delay(s_startLimit));
        if (first == host._listening.Task)
            return host;

        string why = first == exit ? $"ended with {host._process.ExitCode}" : "did not say where it listens";
        await host.DisposeAsync();
        throw new InvalidOperationException($"{fileName} {why}.\n{host.Output}\n{host.Errors}");
    }

    /// <summary>Waits until so many lines are printed, which may be a little after the reply that they tell of.</summary>
    public async Task<string[]> WaitForLinesAsync(int count, Func<string, bool> isWanted)
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            string[] lines = [.. Output.Split('\n').Where(isWanted)];
            if (lines.Length >= count)
                return lines;

            Assert.True(waited.Elapsed < s_lineLimit, $"Only {lines.Length} of {count} lines were printed:\n{Output}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    /// <summary>Signals the process and all that it started, as a terminal does; for a process that leads a group of its own.</summary>
    public void SignalGroup(int signal) => Assert.Equal(0, Kill(-_process.Id, signal));

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;

        lock (text)
            text.Append(line).Append('\n');
    }

    private void Take(string? line)
    {
        Append(_output, line);
        if (line?.Split([' ', ';']) is ["Listening", "on", var address, ..])
            _listening.TrySetResult(new Uri(address));
    }
}
