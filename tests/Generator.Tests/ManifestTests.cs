using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncJobs.Generator.Tests;

/// <summary>What a deployment reads from the built assembly, read as it does: from the metadata, without loading it.</summary>
public sealed class ManifestTests
{
    [Fact]
    public void An_assembly_says_what_its_jobs_need()
    {
        ImmutableArray<(string Key, string Value)> manifest = Read(TestProject.Of(
            """
            namespace Acme;

            public static class Outer
            {
                internal static class Summarizer
                {
                    [AsyncJob("POST /summaries/{name}")]
                    public static void Summarize(string name, JobContext job) { }
                }
            }

            public static class Checker
            {
                [AsyncJob("PUT /checks", Name = "all-checks", TimeoutSeconds = 60, MemorySize = 1024, MaxAttempts = 1, ReserveMilliseconds = 2000,
                    RetentionHours = 168, TotalTimeoutSeconds = 7200, State = typeof(int), Authorizer = "Login")]
                public static void Check(JobContext job) { }
            }
            """));

        Assert.Equal(
            [
                ("AsyncJobs.App",
                    """
                    {
                      "manifest": 1,
                      "namespace": "TestApp"
                    }
                    """),
                ("AsyncJobs.Job",
                    """
                    {
                      "manifest": 1,
                      "name": "all-checks",
                      "type": "Acme.Checker",
                      "method": "Check",
                      "httpMethod": "PUT",
                      "path": "/checks",
                      "timeoutSeconds": 60,
                      "memorySize": 1024,
                      "maxAttempts": 1,
                      "reserveMilliseconds": 2000,
                      "retentionHours": 168,
                      "totalTimeoutSeconds": 7200,
                      "hasState": true,
                      "authorizer": "Login"
                    }
                    """),
                ("AsyncJobs.Job",
                    """
                    {
                      "manifest": 1,
                      "name": "summaries",
                      "type": "Acme.Outer.Summarizer",
                      "method": "Summarize",
                      "httpMethod": "POST",
                      "path": "/summaries/{name}",
                      "timeoutSeconds": 900,
                      "memorySize": 512,
                      "maxAttempts": 3,
                      "reserveMilliseconds": 1000,
                      "retentionHours": 24,
                      "totalTimeoutSeconds": 86400
                    }
                    """),
            ],
            manifest);
    }

    [Theory]
    [InlineData("AsyncJobs.S3", true)]
    [InlineData("Acme.S3", false)]
    public void A_reference_to_the_bucket_of_payloads_is_told(string library, bool isTold)
    {
        ImmutableArray<(string Key, string Value)> manifest = Read(TestProject.Of(
            $$"""
            namespace {{library}}
            {
                public static class PayloadServices { }
            }

            public static class Checker
            {
                [AsyncJob("PUT /checks")]
                public static void Check(JobContext job) { }
            }
            """));

        using JsonDocument app = JsonDocument.Parse(manifest[0].Value);
        Assert.Equal(isTold, app.RootElement.TryGetProperty("payloadBucket", out JsonElement bucket) && bucket.GetBoolean());
    }

    [Theory]
    [InlineData("Amazon.Lambda.Annotations", "Runtime = \"provided.al2023\", GenerateMain = true", "provided.al2023")]
    [InlineData("Amazon.Lambda.Annotations", "GenerateMain = true", null)]
    [InlineData("Amazon.Lambda.Annotations", "Runtime = \"\"", null)]
    [InlineData("Acme.Annotations", "Runtime = \"provided.al2023\"", null)]
    public void The_runtime_is_that_of_the_functions_of_annotations(string containingNamespace, string properties, string? runtime)
    {
        ImmutableArray<(string Key, string Value)> manifest = Read(TestProject.Of(
            $$"""
            [assembly: {{containingNamespace}}.LambdaGlobalProperties({{properties}})]

            namespace {{containingNamespace}}
            {
                [AttributeUsage(AttributeTargets.Assembly)]
                public sealed class LambdaGlobalPropertiesAttribute : Attribute
                {
                    public bool GenerateMain { get; set; }

                    public string Runtime { get; set; } = "";
                }
            }

            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Run(JobContext job) { }
            }
            """));

        using JsonDocument app = JsonDocument.Parse(manifest[0].Value);
        Assert.Equal(runtime, app.RootElement.TryGetProperty("runtime", out JsonElement found) ? found.GetString() : null);
    }

    [Fact]
    public void Names_are_those_of_the_runtime()
    {
        ImmutableArray<(string Key, string Value)> manifest = Read(TestProject.Of(
            """
            namespace @event.Überbau;

            public static class @class
            {
                [AsyncJob("POST /names")]
                public static void @void(JobContext job) { }
            }
            """) with
        {
            RootNamespace = "event.Überbau",
        });

        using JsonDocument app = JsonDocument.Parse(manifest[0].Value);
        using JsonDocument job = JsonDocument.Parse(manifest[1].Value);
        Assert.Equal("event.Überbau", app.RootElement.GetProperty("namespace").GetString());
        Assert.Equal("event.Überbau.class", job.RootElement.GetProperty("type").GetString());
        Assert.Equal("void", job.RootElement.GetProperty("method").GetString());
    }

    [Fact]
    public void An_assembly_without_jobs_says_nothing() =>
        Assert.Empty(Read(TestProject.Of("namespace Acme; public static class Empty;")));

    private static ImmutableArray<(string Key, string Value)> Read(TestProject project)
    {
        GeneratorRun run = GeneratorRun.Strict(project);
        using MemoryStream image = new();
        EmitResult result = run.Output.WithOptions(run.Output.Options.WithGeneralDiagnosticOption(Microsoft.CodeAnalysis.ReportDiagnostic.Default)).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        using PEReader file = new(image);
        MetadataReader reader = file.GetMetadataReader();
        List<(string Key, string Value)> found = [];
        foreach (CustomAttributeHandle handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            BlobReader value = reader.GetBlobReader(reader.GetCustomAttribute(handle).Value);
            value.ReadUInt16();
            if (IsMetadata(reader, handle))
                found.Add((value.ReadSerializedString()!, value.ReadSerializedString()!));
        }

        return [.. found.OrderBy(static pair => pair.Key, StringComparer.Ordinal).ThenBy(static pair => pair.Value, StringComparer.Ordinal)];
    }

    private static bool IsMetadata(MetadataReader reader, CustomAttributeHandle handle)
    {
        EntityHandle constructor = reader.GetCustomAttribute(handle).Constructor;
        if (constructor.Kind != HandleKind.MemberReference)
            return false;

        MemberReference member = reader.GetMemberReference((MemberReferenceHandle)constructor);
        return reader.GetString(reader.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == "AssemblyMetadataAttribute";
    }
}
