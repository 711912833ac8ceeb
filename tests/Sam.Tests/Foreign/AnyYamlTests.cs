using System.Text;
using System.Text.RegularExpressions;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AsyncJobs.Sam.Tests.Foreign;

/// <summary>However strange a YAML template is, it is edited right, or refused and left alone.</summary>
public sealed partial class AnyYamlTests
{
    [Fact]
    public void What_is_YAML_is_edited_right()
    {
        int all = 0;
        int others = 0;
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            seed =>
            {
                Random random = new(seed);
                string text = new WildYaml(random).Make();
                all++;
                if (TryRead(text) is not { } before)
                {
                    others++;
                    return;
                }

                string merged = text;
                for (int i = 0; i < 3; i++)
                {
                    Jobs jobs = i < 2 ? Jobs.Random(random) : Jobs.None;
                    merged = Merge(merged, jobs);
                    Assert.Equal(merged, Merge(merged, jobs));
                    YamlMappingNode after = TryRead(merged) ?? throw new InvalidOperationException("This is no YAML any more:\n" + merged);
                    Assert.Equal(jobs == Jobs.None, !IsIn(after, "SampleOneWorker"));
                    Assert.Equal(Foreign(before), Foreign(after));
                    Assert.Equal(Comments(text), Comments(merged));
                }
            })
        .Check(RandomCases.Config.WithMaxTest(300));
        Assert.True(others * 10 < all, $"{others} of {all} are no YAML to the library, and say nothing.");
    }

    private static string Merge(string text, Jobs jobs)
    {
        try
        {
            return jobs.MergeInto(text, isYaml: true);
        }
        catch (TemplateException exception)
        {
            throw new InvalidOperationException($"{exception.Code} {exception.Message} ({exception.Line},{exception.Column})\n{text.Replace("\r", "\\r\n", StringComparison.Ordinal)}", exception);
        }
    }

    // As the library's own model has it, which knows nothing of ours.
    private static YamlMappingNode? TryRead(string text)
    {
        YamlStream stream = [];
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
        {
            // Its scanner throws the second where it cannot go on.
            return null;
        }

        return stream.Documents.Count == 1 ? stream.Documents[0].RootNode as YamlMappingNode : null;
    }

    private static bool IsIn(YamlMappingNode root, string id) =>
        root.Children.TryGetValue("Resources", out YamlNode? resources) && resources is YamlMappingNode map && map.Children.ContainsKey(id);

    private static string Foreign(YamlMappingNode root)
    {
        StringBuilder text = new();
        foreach ((YamlNode name, YamlNode value) in root.Children)
        {
            if (name.ToString() == "Resources")
            {
                foreach ((YamlNode id, YamlNode resource) in (value as YamlMappingNode)?.Children ?? new YamlMappingNode().Children)
                    Write(text, id.ToString().StartsWith("Sample", StringComparison.Ordinal) || id.ToString().StartsWith("AsyncJobs", StringComparison.Ordinal) ? null : resource, id.ToString());
            }
            else if (name.ToString() != "Transform")
            {
                Write(text, value, name.ToString());
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, YamlNode? node, string name)
    {
        switch (node)
        {
            case YamlMappingNode map:
                text.AppendLine($"{name} {map.Tag} {{");
                foreach ((YamlNode key, YamlNode value) in map.Children)
                    Write(text, value, key.ToString());
                text.AppendLine("}");
                break;
            case YamlSequenceNode list:
                text.AppendLine($"{name} {list.Tag} [");
                foreach (YamlNode item in list.Children)
                    Write(text, item, "");
                text.AppendLine("]");
                break;
            case YamlScalarNode scalar:
                text.AppendLine($"{name} {scalar.Tag} {System.Text.Json.JsonSerializer.Serialize(scalar.Value)}");
                break;
        }
    }

    private static string[] Comments(string text) => [.. Comment().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"# c\d+:[^\r\n]*")]
    private static partial Regex Comment();
}
