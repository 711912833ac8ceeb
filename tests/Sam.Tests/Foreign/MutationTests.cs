using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Sam.Tests.Foreign;

/// <summary>A template that somebody broke, or a merge did, is edited right, or refused with a place and left alone. Nothing else comes out.</summary>
public sealed class MutationTests
{
    private const string Signs = "{}[],:?-#&*!|>'\"%@` \n\r\t\u0085\u2028\ufeffa0~<=\\.$";

    [Fact]
    public void No_text_brings_anything_but_an_edit_or_a_clear_refusal()
    {
        int refused = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => refused += IsUnchecked(seed) ? 1 : 0)
            .Check(RandomCases.Config.WithMaxTest(1500));
        Assert.InRange(refused, 0, 15);
    }

    // What the property found once, and what is too rare for it to be found each time.
    [Theory]
    [InlineData(1372581130)] // The mark lost the name of a worker that others call by it.
    [InlineData(1747907872)]
    [InlineData(1735817055)] // A role that is shared, beside what was left of the policies that it replaced.
    [InlineData(7224)] // A policy that ends in the middle of a statement.
    public void A_text_that_was_edited_wrong_once_is_edited_right(int seed) => IsUnchecked(seed);

    /// <returns>Whether the edit was refused because it could not be checked.</returns>
    private static bool IsUnchecked(int seed)
    {
        Random random = new(seed);
        bool isYaml = random.Next(3) > 0;
        string text = Mutate(Text(random, isYaml), random);
        Jobs jobs = Jobs.Random(random);
        try
        {
            string once = jobs.MergeInto(text, isYaml);
            Assert.Equal(once, jobs.MergeInto(once, isYaml));
            return false;
        }
        catch (TemplateException exception)
        {
            Assert.True(exception.Code is ErrorCodes.Malformed or ErrorCodes.NotOurs or ErrorCodes.Unchecked or ErrorCodes.NameRemoved, $"{exception.Code} {exception.Message}\n{text}");
            return exception.Code == ErrorCodes.Unchecked;
        }
    }

    private static string Text(Random random, bool isYaml)
    {
        string text = !isYaml ? new RandomJson(random).Make() : random.Next(2) == 0 ? new WildYaml(random).Make() : string.Concat(new RandomYaml(random).Make());
        if (random.Next(2) == 0)
            return text;

        try
        {
            return Jobs.Random(random).MergeInto(text, isYaml);
        }
        catch (TemplateException)
        {
            return text;
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(text.Length + 1);
            int to = Math.Min(text.Length, at + random.Next(1, 40));
            string sign = Signs[random.Next(Signs.Length)].ToString();
            text = random.Next(6) switch
            {
                0 => text.Insert(at, sign),
                1 => text.Remove(at, to - at),
                2 => text.Insert(random.Next(text.Length + 1), text[at..to]),
                3 => text[..at],
                4 when at < text.Length => text[..at] + sign + text[(at + 1)..],
                _ => SwapLines(text, random),
            };
        }

        return text;
    }

    private static string SwapLines(string text, Random random)
    {
        string[] lines = text.Split('\n');
        int one = random.Next(lines.Length);
        int other = random.Next(lines.Length);
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return string.Join('\n', lines);
    }
}
