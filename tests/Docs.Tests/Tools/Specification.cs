using System.Text.Json.Nodes;
using AsyncJobs.Tests;
using AsyncJobs.Tests.Roslyn;

namespace AsyncJobs.Docs.Tests.Tools;

/// <summary>CloudFormation's public specification of its resources, as the template's own tests use it.</summary>
internal static class Specification
{
    /// <summary>The faults of a template, one a line.</summary>
    public static Task<string> ValidateAsync(JsonNode template) =>
        ResourceSpecification.ValidateAsync(RepositoryRoot.Combine("tests", "Sam.Tests", "Specification", "validate.mjs"), template);
}
