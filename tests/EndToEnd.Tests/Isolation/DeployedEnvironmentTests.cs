using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Local;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Isolation;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>A function's process has the variables that the template gives the function, so that what runs in the one runs in the other.</summary>
public sealed partial class DeployedEnvironmentTests : IDisposable
{
    private const string PlatformUrl = "http://127.0.0.1:5081";

    // What only the local host says: where its AWS is, and what its command line asks for.
    private static readonly string[] s_local =
    [
        "ASYNCJOBS_CALLBACK_HOSTS", "ASYNCJOBS_CANCEL_POLL_SECONDS", "ASYNCJOBS_LIFELINE", "ASYNCJOBS_LOOPBACK_CALLBACKS", "ASYNCJOBS_RETRY_DELAY_SECONDS", "ASYNCJOBS_S3_ENDPOINT",
        "ASYNCJOBS_SQS_ENDPOINT", "ASYNCJOBS_WEBHOOK_SECRET",
    ];

    private static readonly string[] s_deployed =
    [
        "ASYNCJOBS_BUCKET", "ASYNCJOBS_CORS_ORIGINS", "ASYNCJOBS_HANDLER", "ASYNCJOBS_LIST", "ASYNCJOBS_LIST_ALL", "ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER",
        "ASYNCJOBS_MAX_UNFINISHED_PER_OWNER", "ASYNCJOBS_OWNER", "ASYNCJOBS_PURGE", "ASYNCJOBS_QUEUE", "ASYNCJOBS_TABLE", "ASYNCJOBS_WORKERS",
    ];

    // The local host always has them, to this machine.
    private static readonly string[] s_callbacks = ["--callback-hosts", "hooks.example.com", "--webhook-secret", "ssm:hooks"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asyncjobs-environment-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_what_the_build_says(bool isShared) => await CompareAsync(isShared, [], []);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_every_setting(bool isShared)
    {
        Dictionary<string, Dictionary<string, string>> functions = await CompareAsync(
            isShared,
            new()
            {
                ["ASYNCJOBS_OWNER"] = "custom:tenant",
                ["ASYNCJOBS_PURGE"] = "true",
                ["ASYNCJOBS_LIST"] = "true",
                ["ASYNCJOBS_LIST_ALL"] = "true",
                ["ASYNCJOBS_MAX_UNFINISHED_PER_OWNER"] = "20",
                ["ASYNCJOBS_MAX_STARTS_PER_MINUTE_PER_OWNER"] = "100",
                ["ASYNCJOBS_CORS_ORIGINS"] = "https://app.example.com http://localhost:5173",
                ["ASYNCJOBS_BUCKET"] = "payloads",
            },
            ["--owner", "custom:tenant", "--purge", "true", "--list", "true", "--list-all", "true", "--max-unfinished", "20", "--max-starts", "100", "--cors-origins", "https://app.example.com http://localhost:5173", "--payload-bucket", "true"]);

        // So that they are not alike because nothing was there.
        Assert.Equal(s_deployed, functions.Values.SelectMany(variables => variables.Keys).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("child=work-child,ping=work-ping", functions["work:pong"]["ASYNCJOBS_WORKERS"]);
        Assert.Equal("20", functions["work:parent"]["ASYNCJOBS_MAX_UNFINISHED_PER_OWNER"]);
        Assert.DoesNotContain("ASYNCJOBS_MAX_UNFINISHED_PER_OWNER", functions["work:child"].Keys);
        Assert.DoesNotContain("ASYNCJOBS_WORKERS", functions["work:stranger"].Keys);
    }

    private async Task<Dictionary<string, Dictionary<string, string>>> CompareAsync(bool isShared, Dictionary<string, string> environment, string[] options)
    {
        Dictionary<string, Dictionary<string, string>> deployed = Deployed(await WriteTemplateAsync([.. options, "--functions", isShared ? "shared" : "perJob"]));
        Dictionary<string, Dictionary<string, string>> local = Local(isShared, environment);

        Assert.True(deployed.Count > 10);
        Assert.Equal(deployed.Keys.Order(StringComparer.Ordinal), local.Keys.Order(StringComparer.Ordinal));
        Assert.All(deployed, function => Assert.Equal(Lines(function.Value), Lines(local[function.Key])));
        return local;

        static string Lines(Dictionary<string, string> variables) =>
            string.Join('\n', variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key}={variable.Value}"));
    }

    private async Task<JsonObject> WriteTemplateAsync(string[] options)
    {
        string template = Path.Combine(_folder.FullName, "serverless.template");
        using Process process = Process.Start(new ProcessStartInfo(
            HostProcess.DotNet, [RepositoryFiles.TemplateProgram, "write", "--assembly", RepositoryFiles.TroubleProgram, "--template", template, "--project", _folder.FullName, "--capacity-provider", "arn:aws:lambda:eu-west-1:123456789012:capacity-provider:long", .. s_callbacks, .. options])
        {
            RedirectStandardError = true,
        })!;
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
        return JsonNode.Parse(await File.ReadAllTextAsync(template, TestContext.Current.CancellationToken))!["Resources"]!.AsObject();
    }

    // By what the function runs, with each reference as what it is here.
    private static Dictionary<string, Dictionary<string, string>> Deployed(JsonObject resources)
    {
        Dictionary<string, string> workers = [];
        foreach ((string id, JsonNode? resource) in resources)
        {
            if (resource!["Properties"]?["Environment"]?["Variables"]?["ASYNCJOBS_HANDLER"]?.ToString() is not { } handler || !handler.StartsWith("work:", StringComparison.Ordinal))
                continue;

            workers[$"${{{id}}}"] = handler.Replace(':', '-');
            if (resource["Properties"]!["FunctionName"]?["Fn::Sub"]?[0]?.ToString() is { } name)
                workers[name] = handler.Replace(':', '-');
        }

        return resources
            .Where(resource => resource.Value!["Type"]!.ToString() == "AWS::Serverless::Function")
            .Select(resource => resource.Value!["Properties"]!["Environment"]!["Variables"]!.AsObject())
            .GroupBy(
                variables => variables["ASYNCJOBS_HANDLER"]!.ToString(),
                variables => variables.Where(variable => !s_local.Contains(variable.Key)).ToDictionary(variable => variable.Key, variable => ValueOf(variable.Value!, workers)))
            .ToDictionary(functions => functions.Key, functions => functions.Aggregate(Together));
    }

    // Where one policy does not hold the routes of all jobs, several functions answer requests; here one of them does.
    private static Dictionary<string, string> Together(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Concat(other).GroupBy(variable => variable.Key, variable => variable.Value).ToDictionary(
            values => values.Key,
            values => values.Key == "ASYNCJOBS_WORKERS"
                ? string.Join(',', values.SelectMany(value => value.Split(',')).Distinct().Order(StringComparer.Ordinal))
                : values.Distinct().Single());

    private static string ValueOf(JsonNode value, Dictionary<string, string> workers) => value switch
    {
        JsonObject { Count: 1 } reference when reference["Ref"]?.ToString() is { } id => id.EndsWith("Queue", StringComparison.Ordinal) ? PlatformUrl + "/000000000000/asyncjobs-local" : "asyncjobs-local",
        JsonObject { Count: 1 } text when text["Fn::Sub"] is { } sub => Function().Replace((sub as JsonArray)?[0]!.ToString() ?? sub.ToString(), match => workers[match.Value]),
        _ => value.ToString(),
    };

    private static Dictionary<string, Dictionary<string, string>> Local(bool isShared, Dictionary<string, string> environment)
    {
        JobApp app = (JobApp)Assembly.LoadFrom(RepositoryFiles.TroubleProgram).GetType("AsyncJobs.EndToEnd.App.AppJobs", throwOnError: true)!.GetProperty("App")!.GetValue(null)!;
        LocalOptions options = LocalOptions.Parse(["--isolated"]);
        FunctionEnvironment made = new(
            PlatformUrl, PlatformUrl, LocalDynamoDb.TableName, FunctionEnvironment.HasBucket(app, environment.GetValueOrDefault), options, CallerSettings.Of(app, options, environment.GetValueOrDefault));
        Dictionary<string, Dictionary<string, string>> functions = [];
        foreach (FunctionSettings function in IsolatedFunctions.Of(app, isShared, streams: false))
        {
            // What the local host's own environment has is not what a function has.
            Dictionary<string, string?> variables = s_deployed.ToDictionary(name => name, name => (string?)"inherited");
            made.Apply(variables, function, "127.0.0.1:5082");

            // No deployment has the function for paths without a route beside others, and none starts a job without a route.
            bool isLocal = isShared ? function.Name.StartsWith("accept-", StringComparison.Ordinal) : function.Name == "http";
            if (!isLocal)
            {
                functions.Add(variables["ASYNCJOBS_HANDLER"]!, variables
                    .Where(variable => variable.Key.StartsWith("ASYNCJOBS_", StringComparison.Ordinal) && !s_local.Contains(variable.Key))
                    .ToDictionary(variable => variable.Key, variable => variable.Value!));
            }
        }

        return functions;
    }

    // The name of a function in the value of a variable: a reference, or the text that a function's name is made of.
    [GeneratedRegex("(?<==)[^,]+")]
    private static partial Regex Function();
}
