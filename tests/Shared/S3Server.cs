using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.S3;
using AsyncJobs.S3;
using Xunit;

namespace AsyncJobs.Tests;

/// <summary>
/// An S3 server that is not ours (s3rver), one process for the test assembly. It is looked for in the folder that ASYNCJOBS_S3RVER names,
/// else in <c>.cache/s3rver</c> of the repository, where test.sh puts it. Where it is missing, tests that need it are skipped; under CI=true they
/// fail.
/// </summary>
public sealed class S3Server : IAsyncLifetime
{
    public const string Bucket = "payloads";

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    private readonly string _data = Directory.CreateTempSubdirectory("asyncjobs-s3-").FullName;
    private string _unavailable = "s3rver is missing: run test.sh, or set ASYNCJOBS_S3RVER to the folder that holds its node_modules.";
    private string? _endpoint;
    private Process? _process;

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

    /// <summary>A client as a function on Lambda has it, for this server.</summary>
    public IAmazonS3 CreateClient(string accessKey = "S3RVER", Action<AmazonS3Config>? configure = null)
    {
        AmazonS3Config config = S3ClientFactory.CreateConfig(name => name switch
        {
            "AWS_ENDPOINT_URL_S3" => Endpoint,
            "AWS_ACCESS_KEY_ID" => accessKey,
            "AWS_SECRET_ACCESS_KEY" => "S3RVER",
            _ => null,
        });
        configure?.Invoke(config);
        return new AmazonS3Client(config);
    }

    public async ValueTask InitializeAsync()
    {
        string? script = FindScript();
        for (int attempt = 0; script is not null && attempt < 3 && _endpoint is null; attempt++)
            await StartAsync(script, FreePort());
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        Directory.Delete(_data, recursive: true);
        return default;
    }

    private static string? FindScript()
    {
        List<string> folders = [];
        if (Environment.GetEnvironmentVariable("ASYNCJOBS_S3RVER") is { Length: > 0 } named)
            folders.Add(named);
        for (DirectoryInfo? up = new(AppContext.BaseDirectory); up is not null; up = up.Parent)
            folders.Add(Path.Combine(up.FullName, ".cache", "s3rver"));
        return folders.Select(folder => Path.Combine(folder, "node_modules", "s3rver", "bin", "s3rver.js")).FirstOrDefault(File.Exists);
    }

    // Another process may take the port before it does: the start is then tried again with another one.
    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Stop()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        _process = null;
    }

    private async Task StartAsync(string script, int port)
    {
        ProcessStartInfo start = TiedProcess.Of(
            "node", script, "-d", _data, "-a", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "--configure-bucket", Bucket);
        Process process = new() { StartInfo = start };
        TaskCompletionSource listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
        string said = "";
        process.ErrorDataReceived += (_, line) => said += line.Data;
        process.OutputDataReceived += (_, line) =>
        {
            said += line.Data;
            if (said.Contains("listening", StringComparison.OrdinalIgnoreCase))
                listens.TrySetResult();
        };
        process.Start();
        _process = process;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        if (await Task.WhenAny(listens.Task, process.WaitForExitAsync(), Task.Delay(s_startLimit)) == listens.Task)
        {
            _endpoint = $"http://127.0.0.1:{port}";
            return;
        }

        _unavailable = $"s3rver did not start: {said}";
        Stop();
    }
}
