using System.Text.Json.Nodes;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Docs.Tests.Tools;
using Xunit;

namespace AsyncJobs.Docs.Tests.Data;

/// <summary>YAML in the documentation is part of a template: CloudFormation's own specification allows it.</summary>
public sealed class YamlTests
{
    public static TheoryData<string> Places { get; } = Page.PlacesOf("yaml", static block => !BuildRulePageTests.IsBefore(block));

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_part_of_a_template_is_valid(string place) => Assert.Equal("", await Specification.ValidateAsync(YamlResources.ToTemplate(Page.BlockAt(place).Text)));

    [Theory]
    [InlineData("RecursiveLop: Allow", "no property RecursiveLop")]
    [InlineData("Handler: [a]", "is not a string")]
    [InlineData("Globals: { HttpApi: { DefaultRouteSetting: {} } }", "no property DefaultRouteSetting")]
    public async Task What_is_wrong_is_found(string yaml, string fault) =>
        Assert.Contains(fault, await Specification.ValidateAsync(YamlResources.ToTemplate(yaml)), StringComparison.Ordinal);

    [Fact]
    public void Short_forms_are_read()
    {
        JsonObject template = YamlResources.ToTemplate("VpcConfig: { SubnetIds: [!Ref Subnet] }\nHandler: '7'\nTimeout: 7\n");

        Assert.Equal(
            """{"Parameters":{"Subnet":{"Type":"String"}},"Resources":{"Function":{"Type":"AWS::Serverless::Function","Properties":{"VpcConfig":{"SubnetIds":[{"Ref":"Subnet"}]},"Handler":"7","Timeout":7}}}}""",
            template.ToJsonString());
    }
}
