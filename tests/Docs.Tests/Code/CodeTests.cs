using System.Text.RegularExpressions;
using AsyncJobs.Docs.Tests.Pages;
using Xunit;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>C# of guides and READMEs compiles with what is generated for it, without a warning and without a diagnostic of the analyzers.</summary>
public sealed partial class CodeTests
{
    public static TheoryData<string> Places { get; } =
        Page.PlacesOf("csharp", static block => !RulePageTests.IsRule(block.Page) && !Elsewhere.Blocks.Any(elsewhere => elsewhere.IsOf(block)));

    [Theory]
    [MemberData(nameof(Places))]
    public async Task The_code_compiles_and_nothing_is_reported(string place)
    {
        Example example = Example.Of(Page.BlockAt(place));

        // Of its page, what declares whole types, and none of the same type: a page shows some of them twice.
        Example[] siblings =
        [
            .. from block in Page.Of(example.Block.Page).Blocks
               where block.Language == "csharp" && block != example.Block && !Elsewhere.Blocks.Any(elsewhere => elsewhere.IsOf(block))
               let sibling = Example.Of(block)
               where sibling.Shape == Shape.File
               select sibling,
        ];
        // What a comment of the code announces, and nothing else.
        string[] announced = [.. Announced().Matches(example.Block.Text).Select(static match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

        Verdict verdict = await Trials.RunAsync(example, example.Properties, siblings, IsRight);

        Assert.True(IsRight(verdict), $"{place} does not compile, or is reported. {verdict}");

        bool IsRight(Verdict verdict) => verdict.Compiles && verdict.Ids.Order(StringComparer.Ordinal).SequenceEqual(announced);
    }

    [GeneratedRegex(@"// \w+ (AJ\d{4}):")]
    private static partial Regex Announced();
}
