using System.Buffers;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Storage;
using AsyncJobs.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>A user's project compiled with its generated files, loaded and running on an in-memory platform.</summary>
internal sealed class CompiledApp : IDisposable
{
    private readonly AssemblyLoadContext _context = new("compiled app", isCollectible: true);
    private readonly Assembly _assembly;
    private int _requests;

    private CompiledApp(Stream image)
    {
        _assembly = _context.LoadFromStream(image);
        App = (JobApp)AppJobs.GetProperty("App")!.GetValue(null)!;
        Worker = new QueuedWorker(App);
        App.Use(new JobPlatform(new InMemoryJobStore(), Worker) { Log = Log, CancelPollInterval = Timeout.InfiniteTimeSpan, Payloads = Payloads });
    }

    /// <summary>The application that the reached one is, as the generated methods of the jobs find it.</summary>
    public JobApp Current => (JobApp)AppJobs.GetProperty("Current")!.GetValue(null)!;

    public JobApp App { get; }

    public QueuedWorker Worker { get; }

    public CollectingLog Log { get; } = new();

    public InMemoryPayloadStore Payloads { get; } = new();

    public static CompiledApp Start(params string[] sources) => Start(TestProject.Of(sources));

    public static CompiledApp Start(TestProject project)
    {
        GeneratorRun run = GeneratorRun.Strict(project);
        using MemoryStream image = new();

        // The rules have had their say; here the code only has to run.
        EmitResult result = run.Output.WithOptions(run.Output.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        return new CompiledApp(image);
    }

    /// <summary>Makes a host of another application of the same jobs.</summary>
    public JobTestHost CreateHost(Action<IServiceCollection>? services = null) =>
        JobTestHost.Create((JobApp)AppJobs.GetMethod("Create")!.Invoke(null, [services, null])!);

    /// <summary>The definition of a job, by its generated type.</summary>
    public JobDefinition<TResult> Definition<TResult>(string jobType) =>
        (JobDefinition<TResult>)_assembly.GetType(jobType, throwOnError: true)!.GetProperty("Definition")!.GetValue(null)!;

    /// <summary>Sends a request to the accept entry point that was generated for a job, as an HTTP API does.</summary>
    public async Task<TestReply> AcceptAsync(
        string jobType, string method, string path, string? body = null, string query = "", params (string Name, string Value)[] headers)
    {
        Type type = _assembly.GetType(jobType, throwOnError: true)!;
        LambdaEntryPoint accept = type.GetMethod("AcceptAsync")!.CreateDelegate<LambdaEntryPoint>();
        JobDefinition definition = (JobDefinition)type.GetProperty("Definition")!.GetValue(null)!;
        Assert.True(definition.Route!.Matches(Encoding.UTF8.GetBytes(path)), $"{path} is not of {definition.Route}");
        return await InvokeAsync(accept, method, path, body, query, headers, definition.Route);
    }

    /// <summary>Sends a request to the entry point of all endpoints.</summary>
    public Task<TestReply> HttpAsync(string method, string path, string? body = null, string query = "", params (string Name, string Value)[] headers) =>
        InvokeAsync(AppJobs.GetMethod("HttpAsync")!.CreateDelegate<LambdaEntryPoint>(), method, path, body, query, headers);

    /// <summary>Sends a request to all endpoints of an application.</summary>
    public Task<TestReply> HttpAsync(JobApp app, string method, string path) => InvokeAsync(app.HttpAsync, method, path, null, "", []);

    /// <summary>Reads a job through the status entry point that was generated for the assembly.</summary>
    public Task<TestReply> StatusAsync(string location) =>
        InvokeAsync(AppJobs.GetMethod("StatusAsync")!.CreateDelegate<LambdaEntryPoint>(), "GET", location, null, "", []);

    /// <summary>Accepts a request, works on it, and gives the finished job's status document.</summary>
    public async Task<JsonElement> RunAsync(
        string jobType, string method, string path, string? body = null, string query = "", params (string Name, string Value)[] headers)
    {
        TestReply accepted = await AcceptAsync(jobType, method, path, body, query, headers);
        Assert.True(accepted.StatusCode == 202, accepted.ToString());
        await Worker.RunAllAsync();
        TestReply status = await StatusAsync(accepted.Header("location"));
        Assert.True(status.StatusCode == 200, status.ToString());
        return status.Body;
    }

    /// <summary>Calls <c>Script.RunAsync(Func&lt;Task&gt; work)</c> of the user's code, which uses the generated types as a user does.</summary>
    public Task<string> ScriptAsync()
    {
        MethodInfo script = _assembly.GetType("Script", throwOnError: true)!.GetMethod("RunAsync")!;
        return script.CreateDelegate<Func<Func<Task>, Task<string>>>()(Worker.RunAllAsync);
    }

    /// <summary>A method of the class <c>Script</c> of the user's code.</summary>
    public T Script<T>(string method)
        where T : Delegate => _assembly.GetType("Script", throwOnError: true)!.GetMethod(method)!.CreateDelegate<T>();

    public void Dispose() => _context.Unload();

    private Type AppJobs => _assembly.GetType("TestApp.AppJobs", throwOnError: true)!;

    private async Task<TestReply> InvokeAsync(
        LambdaEntryPoint entryPoint, string method, string path, string? body, string query, (string Name, string Value)[] headers, JobRoute? route = null)
    {
        JsonObject request = new()
        {
            ["version"] = "2.0",
            ["routeKey"] = route?.Key ?? "$default",
            ["rawPath"] = Uri.UnescapeDataString(path),
            ["rawQueryString"] = query,
            ["headers"] = new JsonObject(headers.Select(static header => KeyValuePair.Create(header.Name.ToLowerInvariant(), (JsonNode?)header.Value))),
            ["requestContext"] = new JsonObject
            {
                ["stage"] = "$default",
                ["requestId"] = "http-1",
                ["http"] = new JsonObject { ["method"] = method, ["path"] = Uri.UnescapeDataString(path), ["protocol"] = "HTTP/1.1", ["sourceIp"] = "192.0.2.1" },
            },
            ["isBase64Encoded"] = false,
        };
        if (route is not null)
        {
            request["pathParameters"] = new JsonObject(
                route.Values(path).Select(static value => KeyValuePair.Create(value.Key, (JsonNode?)Uri.UnescapeDataString(value.Value))));
        }

        if (body is not null)
        {
            request["headers"]!["content-type"] ??= "application/json";
            request["body"] = body;
        }

        ArrayBufferWriter<byte> reply = new();
        Invocation invocation = new() { RequestId = string.Create(CultureInfo.InvariantCulture, $"request-{++_requests}") };
        await entryPoint(Encoding.UTF8.GetBytes(request.ToJsonString()), invocation, reply);
        return TestReply.Parse(reply.WrittenMemory);
    }
}
