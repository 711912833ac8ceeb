using System.Text.Json;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Sam.Merging;
using AsyncJobs.Sam.Plan;

namespace AsyncJobs.Sam.Tests.Foreign;

/// <summary>What a build brings to a template.</summary>
internal sealed record Jobs(IReadOnlyList<JobManifest> All, TemplateOptions Options)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static Jobs None { get; } = new([], new TemplateOptions { Assembly = "Sample.dll" });

    public static Jobs Random(Random random)
    {
        JobManifest[] all =
        [
            .. new[] { "one", "two", "link-checks" }
                .Where((_, index) => index == 0 || random.Next(2) == 0)
                .Select(name => random.Next(4) == 0 ? JobAssembly.RoutelessJob(name) : JobAssembly.Job(name, "/" + name, random.Next(2) == 0 ? "\"hasState\":true" : "", random.Next(1, 901), random.Next(1, 4)))
                .Select(json => JsonSerializer.Deserialize<JobManifest>(json, s_json)!),
        ];
        TemplateOptions options = new()
        {
            Assembly = "Sample.dll",
            Alarms = random.Next(3) == 0 ? AlarmForm.Usual : AlarmForm.None,
            SharesLogGroup = random.Next(3) == 0,
            SharesRole = random.Next(3) == 0,
            NamesWorkers = random.Next(3) == 0,
            HasTracing = random.Next(2) == 0,
            RetainsTable = random.Next(2) == 0,
            Architecture = random.Next(2) == 0 ? "arm64" : null,
            HasQueue = random.Next(4) > 0,
            SharesFunctions = random.Next(2) == 0,
            PayloadBucket = random.Next(3) switch { 0 => "true", 1 => "shop-payloads/jobs", _ => "false" },
        };
        return new Jobs(all, options);
    }

    public string MergeInto(string text, bool isYaml)
    {
        AssemblyManifest manifest = new("Sample", new Version(10, 0), All.Count == 0 ? null : new AppManifest { Manifest = 1, Namespace = "Sample" }, All);
        return TemplateMerger.Merge(text, isYaml, DeploymentPlan.Make(manifest, Options), Options, ".", out _);
    }
}
