using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests.Tools;

/// <summary>
/// Terraform's language in the documentation is read by its own parser; what it refers to is declared, and what it takes from the manifest is there.
/// Terraform itself and its providers come from no registry that this needs, so that the arguments of resources are not checked.
/// </summary>
public sealed partial class TerraformTests
{
    public static TheoryData<string> Places { get; } = Page.PlacesOf("hcl");

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_configuration_is_whole(string place)
    {
        string text = Page.BlockAt(place).Text;
        JsonObject configuration = JsonNode.Parse(await ParseAsync(text))!.AsObject();
        string[] declared =
        [
            .. Declared(configuration["resource"]),
            .. Declared(configuration["data"]).Select(static name => "data." + name),
            .. configuration["locals"]!.AsArray().SelectMany(static locals => locals!.AsObject()).Select(static local => "local." + local.Key),
        ];
        string[] used = [.. Reference().Matches(text).Select(static match => match.Value).Distinct()];

        Assert.Contains("aws_lambda_function.jobs", declared);
        Assert.True(used.Length > 10, "No references were found.");
        Assert.Equal([], used.Except(declared));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task What_it_takes_from_the_manifest_is_there(string place)
    {
        string[] taken = [.. Member().Matches(Page.BlockAt(place).Text).SelectMany(static match => match.Groups[1].Value.Split('.', StringSplitOptions.RemoveEmptyEntries)).Distinct()];
        string[] names = [.. Manifest.NamesIn(await Manifest.ReadAsync()).Distinct()];

        Assert.Contains("maximumEventAgeSeconds", taken);
        Assert.Equal([], taken.Except(names));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_destination_waits_for_the_permission_to_invoke_it(string place)
    {
        // The provider's page of aws_lambda_function_event_invoke_config: without it, the destination is invalid. It refers to the function, which does without the policy.
        JsonNode configuration = JsonNode.Parse(await ParseAsync(Page.BlockAt(place).Text))!;
        Assert.Equal("[\"${aws_iam_role_policy.jobs}\"]", configuration["resource"]!["aws_lambda_function_event_invoke_config"]!["jobs"]![0]!["depends_on"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_queue_waits_for_the_permission_to_read_it(string place)
    {
        JsonNode configuration = JsonNode.Parse(await ParseAsync(Page.BlockAt(place).Text))!;
        Assert.Equal("[\"${aws_iam_role_policy.jobs}\"]", configuration["resource"]!["aws_lambda_event_source_mapping"]!["jobs"]![0]!["depends_on"]!.ToJsonString());
    }

    [Fact]
    public async Task What_is_malformed_is_found() =>
        Assert.Contains("Unclosed configuration block", (await Assert.ThrowsAnyAsync<Exception>(static () => ParseAsync("resource \"aws_iam_role\" \"jobs\" {"))).Message, StringComparison.Ordinal);

    private static Task<string> ParseAsync(string text) => Node.RunAsync(RepositoryRoot.Combine("tests", "Docs.Tests", "Tools", "terraform.mjs"), text, Node.FolderOf("ASYNCJOBS_DOCUMENTATION"));

    private static IEnumerable<string> Declared(JsonNode? types) => types!.AsObject().SelectMany(static type => type.Value!.AsObject().Select(named => $"{type.Key}.{named.Key}"));

    // Of resources, data and local values; not what is between quotes.
    [GeneratedRegex(@"(?<![\w."":])((data\.)?aws_\w+|local)\.\w+")]
    private static partial Regex Reference();

    // Of the manifest, a function (f, each.value), a route (r) or a permission (p).
    [GeneratedRegex(@"(?<![\w.])(?:local\.jobs|f|r|p|each\.value)((?:\.[a-zA-Z]+)+)")]
    private static partial Regex Member();
}
