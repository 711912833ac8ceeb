using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.Tests.Roslyn;

/// <summary>A source in which <c>{|AJ0003:…|}</c> marks where a diagnostic is expected.</summary>
internal sealed record Markup(string Text, ImmutableArray<(string Id, TextSpan Span)> Expected)
{
    public static Markup Parse(string source)
    {
        StringBuilder text = new(source.Length);
        Stack<(string Id, int Start)> open = new();
        ImmutableArray<(string, TextSpan)>.Builder expected = ImmutableArray.CreateBuilder<(string, TextSpan)>();
        for (int i = 0; i < source.Length; i++)
        {
            if (source.AsSpan(i).StartsWith("{|AJ"))
            {
                int colon = source.IndexOf(':', i);
                open.Push((source[(i + 2)..colon], text.Length));
                i = colon;
            }
            else if (open.Count > 0 && source.AsSpan(i).StartsWith("|}"))
            {
                (string id, int start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, text.Length)));
                i++;
            }
            else
            {
                text.Append(source[i]);
            }
        }

        Assert.Empty(open);
        return new Markup(text.ToString(), expected.ToImmutable());
    }
}
