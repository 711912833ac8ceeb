using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using AsyncJobs.Storage;
using Xunit;

namespace AsyncJobs.Tests;

/// <summary>
/// The real DynamoDB Local, one process for the test assembly: declare it with <c>[assembly: AssemblyFixture(typeof(DynamoDbLocal))]</c>.
/// It is looked for in the folder that ASYNCJOBS_DYNAMODB_LOCAL names, else in <c>.cache/dynamodb-local</c> of the repository, where test.sh
/// puts it. Where it is missing, tests that need it are skipped; under CI=true they fail.
/// </summary>
public sealed class DynamoDbLocal : IAsyncLifetime
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    private Process? _process;
    private string? _endpoint;
    private string _unavailable = "DynamoDB Local was not started.";

    /// <summary>The URL it listens at. Skips or fails the test where there is none.</summary>
    public string Endpoint
    {
        get
        {
            if (_endpoint is null && Environment.GetEnvironmentVariable("CI") == "true")
                throw new InvalidOperationException(_unavailable);

            Assert.SkipWhen(_endpoint is null, _unavailable);
            return _endpoint!;
        }
    }

    public IAmazonDynamoDB CreateClient(Action<AmazonDynamoDBConfig>? configure = null)
    {
        var config = new AmazonDynamoDBConfig
        {
            ServiceURL = Endpoint,
            AuthenticationRegion = "eu-central-1",
            DefaultAWSCredentials = new BasicAWSCredentials("local", "local"),
        };
        configure?.Invoke(config);
        return new AmazonDynamoDBClient(config);
    }

    /// <summary>Creates a table of its own for the caller.</summary>
    public async Task<string> CreateTableAsync(CancellationToken cancellationToken)
    {
        string table = "jobs-" + Guid.NewGuid().ToString("N");
        using IAmazonDynamoDB client = CreateClient();
        await DynamoDbTable.EnsureExistsAsync(client, table, cancellationToken);
        return table;
    }

    public async ValueTask InitializeAsync()
    {
        if (FindFolder() is not { } folder)
        {
            _unavailable = "DynamoDB Local is missing: run test.sh, or set ASYNCJOBS_DYNAMODB_LOCAL to the folder that holds DynamoDBLocal.jar.";
            return;
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop();
        for (int attempt = 0; attempt < 3 && _endpoint is null; attempt++)
            await StartAsync(folder, FreePort());
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        return default;
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
        var start = new ProcessStartInfo(string.IsNullOrEmpty(javaHome) ? "java" : Path.Combine(javaHome, "bin", "java"))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar",
                "-inMemory", "-sharedDb", "-disableTelemetry", "-port", port.ToString(),
            },
        };

        try
        {
            _process = Process.Start(start);
        }
        catch (Win32Exception missing)
        {
            _unavailable = $"DynamoDB Local needs Java 17 or newer, and '{start.FileName}' cannot be run: {missing.Message}";
            return;
        }

        string lastError = "";
        _process!.ErrorDataReceived += (_, line) => lastError = line.Data ?? lastError;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();

        var waited = Stopwatch.StartNew();
        while (!await AcceptsConnectionsAsync(port))
        {
            if (_process.HasExited || waited.Elapsed > s_startLimit)
            {
                _unavailable = $"DynamoDB Local in {folder} did not start: {lastError}";
                Stop();
                return;
            }

            await Task.Delay(50);
        }

        _endpoint = $"http://127.0.0.1:{port}";
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

    private void Stop()
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
}
