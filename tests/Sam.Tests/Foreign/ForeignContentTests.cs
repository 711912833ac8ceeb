using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace AsyncJobs.Sam.Tests.Foreign;

/// <summary>Whatever else is in a template, and however it is written, stays to the letter, while jobs come, change and go.</summary>
public sealed partial class ForeignContentTests
{
    [Fact]
    public void In_YAML_nothing_but_the_jobs_resources_is_touched() => ForAll(40, random =>
    {
        IReadOnlyList<string> pieces = new RandomYaml(random).Make();
        string text = string.Concat(pieces);
        string merged = text;
        for (int i = 0; i < 3; i++)
        {
            Jobs jobs = i < 2 ? Jobs.Random(random) : Jobs.None;
            merged = Merge(merged, isYaml: true, jobs);
            Assert.Equal(WithBreak(text), WithBreak(WithoutOurs(merged)));
            AssertSame(text, merged);
        }
    });

    [Fact]
    public void In_YAML_edits_stay_where_they_are() => ForAll(20, random =>
    {
        IReadOnlyList<string> pieces = new RandomYaml(random).Make();
        string newLine = pieces[0].Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        string merged = Merge(string.Concat(pieces), isYaml: true, Jobs.Random(random));
        (string edited, string edit) = Edit(merged, newLine, random);
        Jobs next = Jobs.Random(random);

        string after = Merge(edited, isYaml: true, next);

        Assert.Contains(edit, after, StringComparison.Ordinal);
        AssertInOrder(pieces, after);
        AssertInOrder(pieces, Merge(after, isYaml: true, Jobs.None));
    });

    [Fact]
    public void In_JSON_nothing_but_the_jobs_resources_is_touched() => ForAll(50, random =>
    {
        string text = new RandomJson(random).Make();
        string merged = text;
        for (int i = 0; i < 3; i++)
        {
            Jobs jobs = i < 2 ? Jobs.Random(random) : Jobs.None;
            merged = Merge(merged, isYaml: false, jobs);
            Assert.Equal(JsonTokens.Of(text), JsonTokens.Without(merged, IsOurs));
            AssertSame(text, merged);
        }
    });

    private static void ForAll(int count, Action<Random> check) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => check(new Random(seed))).Check(RandomCases.Config.WithMaxTest(count));

    private static string Merge(string text, bool isYaml, Jobs jobs)
    {
        string merged;
        try
        {
            merged = jobs.MergeInto(text, isYaml);
            Assert.Equal(merged, jobs.MergeInto(merged, isYaml));
        }
        catch (TemplateException exception)
        {
            throw new InvalidOperationException($"{exception.Message} ({exception.Line},{exception.Column})\n{text}", exception);
        }

        bool isCrLf = text.Contains("\r\n", StringComparison.Ordinal);
        Assert.Equal(merged, merged.ReplaceLineEndings(isCrLf ? "\r\n" : "\n"));
        return merged;
    }

    // All that is not ours means what it meant, to readers that are not ours.
    private static void AssertSame(string text, string merged)
    {
        if (TemplateDocument.Parse(text, false) is YamlTemplate)
            new YamlStream().Load(new StringReader(merged));
        else
            JsonDocument.Parse(merged, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }).Dispose();

        JsonObject before = TemplateDocument.Parse(text, false).Root.Value!.AsObject();
        JsonObject after = TemplateDocument.Parse(merged, false).Root.Value!.AsObject();
        JsonObject resources = after["Resources"]!.AsObject();
        foreach (string id in resources.Select(resource => resource.Key).Where(IsOurs).ToList())
            resources.Remove(id);
        Assert.Equal(before.Select(section => section.Key), after.Select(section => section.Key));
        Assert.Equal(before["Resources"]!.AsObject().Select(resource => resource.Key), resources.Select(resource => resource.Key));
        Assert.Equal(Canonical.Of(before), Canonical.Of(after));
    }

    private static void AssertInOrder(IReadOnlyList<string> pieces, string text)
    {
        int at = 0;
        foreach (string piece in pieces)
        {
            int found = text.IndexOf(piece, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"This is gone, or was torn apart:\n{piece}\nin\n{text}");
            at = found + piece.Length;
        }
    }

    // A resource of ours is its name and all lines below that are further in; no build writes comments or blank lines.
    private static string WithoutOurs(string text)
    {
        StringBuilder rest = new();
        string[] lines = [.. Lines().Matches(text).Select(match => match.Value)];
        int? margin = lines.Where(line => OurName().IsMatch(line)).Min(line => (int?)ColumnOf(line));
        bool isWithin = false;
        foreach (string line in lines)
        {
            isWithin = ColumnOf(line) == margin
                ? OurName().IsMatch(line)
                : isWithin && ColumnOf(line) > margin && line.Trim().Length > 0 && !line.TrimStart().StartsWith('#');
            if (!isWithin)
                rest.Append(line);
        }

        return rest.ToString();
    }

    private static int ColumnOf(string line) => line.Length - line.TrimStart(' ').Length;

    // What had no break at its end gets one where something follows.
    private static string WithBreak(string text) => text.EndsWith('\n') ? text : text + (text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n");

    private static bool IsOurs(string id) => OurName().IsMatch(id + ":");

    // A change of the worker as a person makes it; the edited lines.
    private static (string Text, string Edit) Edit(string text, string newLine, Random random)
    {
        string[] all = [.. Lines().Matches(text).Select(match => match.Value)];
        int worker = Array.FindIndex(all, line => line.Trim() == "SampleOneWorker:");
        int timeout = Array.FindIndex(all, worker, line => line.TrimStart().StartsWith("Timeout:", StringComparison.Ordinal));
        int properties = Array.FindIndex(all, worker, line => line.TrimStart().StartsWith("Properties:", StringComparison.Ordinal));
        string inner = all[timeout][..^all[timeout].TrimStart().Length];
        string outer = all[properties][..^all[properties].TrimStart().Length];
        (int at, int count, string edit) = random.Next(7) switch
        {
            0 => (timeout, 1, $"{inner}Timeout:   901 # slow at month's end{newLine}"),
            1 => (timeout, 0, $"{inner}# Which stage.{newLine}{inner}Description: |{newLine}{inner}  a: [b{newLine}{newLine}{inner}    # c 😀{newLine}"),
            2 => (properties, 0, $"{outer}Condition: IsProd{newLine}"),
            3 => (properties, 0, $"{outer}DependsOn: [ 'A', # why{newLine}{outer}  B ]{newLine}"),
            4 => (timeout, 1, $"{inner}Timeout: !Ref Seconds{newLine}{newLine}{inner}# apart{newLine}"),
            5 => (timeout, 1, $"{inner}\"Timeout\": '902'{newLine}{inner}Tags: &tags {{team: \"shöp\"}}{newLine}"),
            _ => (timeout, 0, $"{inner}VpcConfig:{newLine}{inner}   SubnetIds:{newLine}{inner}   - !Ref A{newLine}{inner}   -   b{newLine}"),
        };
        return (string.Concat([.. all[..at], edit, .. all[(at + count)..]]), edit);
    }

    [GeneratedRegex(@"[^\n]*\n|[^\n]+\z")]
    private static partial Regex Lines();

    [GeneratedRegex("^ *(?:AsyncJobs(?:Table|Payloads|PayloadsPolicy|[A-Za-z]+Alarm)"
        + "|Sample(?:(?:One|Two|LinkChecks|Job)(?:Accept|Worker|Status|Http|Settle|Queue|Logs)|Jobs|Workers?|Accept|Http)[A-Za-z0-9]*):")]
    private static partial Regex OurName();
}
