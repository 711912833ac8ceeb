using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AsyncJobs.Tests;

/// <summary>
/// The real DynamoDB Local in a process of its own. It is looked for in the folder that ASYNCJOBS_DYNAMODB_LOCAL names, else in
/// <c>.cache/dynamodb-local</c> of the repository, where test.sh puts it.
/// </summary>
internal sealed class DynamoDbLocalProcess : IDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    private Process? _process;

    /// <summary>The URL it listens at; null when it does not.</summary>
    public string? Endpoint { get; private set; }

    /// <summary>Why it does not run.</summary>
    public string Unavailable { get; private set; } = "DynamoDB Local was not started.";

    public static async Task<DynamoDbLocalProcess> StartAsync()
    {
        DynamoDbLocalProcess started = new();
        if (FindFolder() is not { } folder)
        {
            started.Unavailable = "DynamoDB Local is missing: run test.sh, or set ASYNCJOBS_DYNAMODB_LOCAL to the folder that holds DynamoDBLocal.jar.";
            return started;
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => started.Dispose();
        for (int attempt = 0; attempt < 3 && started.Endpoint is null; attempt++)
            await started.StartAsync(folder, FreePort());
        return started;
    }

    public void Dispose()
    {
        Process? process = Interlocked.Exchange(ref _process, null);
        if (process is null)
            return;

        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static string? FindFolder()
    {
        string? named = Environment.GetEnvironmentVariable("ASYNCJOBS_DYNAMODB_LOCAL");
        if (!string.IsNullOrEmpty(named))
            return File.Exists(Path.Combine(named, "DynamoDBLocal.jar")) ? named : null;

        for (DirectoryInfo? up = new(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            string folder = Path.Combine(up.FullName, ".cache", "dynamodb-local");
            if (File.Exists(Path.Combine(folder, "DynamoDBLocal.jar")))
                return folder;
        }

        return null;
    }

    // Another process may take the port before Java does: the start is then tried again with another one.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task StartAsync(string folder, int port)
    {
        string? javaHome = Environment.GetEnvironmentVariable("JAVA_HOME");
        ProcessStartInfo start = TiedProcess.Of(
            string.IsNullOrEmpty(javaHome) ? "java" : Path.Combine(javaHome, "bin", "java"),
            "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar",
            "-inMemory", "-sharedDb", "-disableTelemetry", "-port", port.ToString());
        start.WorkingDirectory = folder;
        _process = Process.Start(start)!;

        string lastError = "";
        _process.ErrorDataReceived += (_, line) => lastError = line.Data ?? lastError;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();

        var waited = Stopwatch.StartNew();
        while (!await AcceptsConnectionsAsync(port))
        {
            if (_process.HasExited || waited.Elapsed > s_startLimit)
            {
                Unavailable = $"DynamoDB Local in {folder} did not start; it needs Java 17 or newer: {lastError}";
                Dispose();
                return;
            }

            await Task.Delay(50);
        }

        Endpoint = $"http://127.0.0.1:{port}";
    }

    private static async Task<bool> AcceptsConnectionsAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
