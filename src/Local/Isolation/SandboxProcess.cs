using System.Diagnostics;

namespace AsyncJobs.Local.Isolation;

/// <summary>This program again, as a function.</summary>
internal sealed class SandboxProcess : IDisposable
{
    // On Unix a Ctrl-C reaches every process of the terminal; a worker that runs may finish all the same. What is ignored stays so.
    private const string IgnoringInterrupts = """trap '' INT; exec "$0" "$@" """;

    private readonly Process _process;

    private SandboxProcess(Process process, Task exited)
    {
        _process = process;
        Id = process.Id;
        Exited = exited;
    }

    public int Id { get; }

    /// <summary>Done when the process has ended and all that it printed was read.</summary>
    public Task Exited { get; }

    /// <summary>How it ended, in the words of Lambda's log.</summary>
    public string ExitReason => _process.ExitCode switch
    {
        > 128 and < 160 and int code when !OperatingSystem.IsWindows() => code == 137 ? "signal: killed" : $"signal: {code - 128}",
        int code => $"exit status {code}",
    };

    /// <summary>The memory that it has in use, in bytes; 0 when it has ended.</summary>
    public long MemoryBytes
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }

    /// <exception cref="System.ComponentModel.Win32Exception">The system does not start it.</exception>
    public static SandboxProcess Start(ProgramStart program, Action<IDictionary<string, string?>> configure, Action<string> takeLine)
    {
        ProcessStartInfo start = new()
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        if (OperatingSystem.IsWindows())
        {
            start.FileName = program.FileName;
        }
        else
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(IgnoringInterrupts);
            start.ArgumentList.Add(program.FileName);
        }

        foreach (string argument in program.Arguments)
            start.ArgumentList.Add(argument);
        configure(start.Environment);

        Process process = new() { StartInfo = start };
        try
        {
            process.Start();
        }
        catch
        {
            process.Dispose();
            throw;
        }

        process.StandardInput.Close();
        return new SandboxProcess(process, WatchAsync(process, takeLine));
    }

    /// <summary>Ends it at once, with what it has started: SIGKILL on Unix.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It has ended, or a process that it started has.
        }
    }

    public void Dispose() => _process.Dispose();

    private static async Task WatchAsync(Process process, Action<string> takeLine)
    {
        Task lines = Task.WhenAll(ForwardAsync(process.StandardOutput, takeLine), ForwardAsync(process.StandardError, takeLine));
        await process.WaitForExitAsync().ConfigureAwait(false);

        // A process that it started may hold its output open for longer.
        await Task.WhenAny(lines, Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
    }

    private static async Task ForwardAsync(StreamReader output, Action<string> takeLine)
    {
        try
        {
            while (await output.ReadLineAsync().ConfigureAwait(false) is { } line)
                takeLine(line);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process is gone.
        }
    }
}
