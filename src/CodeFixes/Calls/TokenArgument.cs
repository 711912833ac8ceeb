using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Calls;

/// <summary>
/// Writes a token into a call: in place of one that never fires, for a parameter that is left out, or by the overload that takes one.
/// </summary>
internal static class TokenArgument
{
    /// <summary>The ways to pass a token to a call, best first; none if it takes none.</summary>
    public static IEnumerable<Edit> Pass(FixSite site, InvocationExpressionSyntax call, TimeExpression token)
    {
        if (site.Model.GetOperation(call, site.CancellationToken) is not IInvocationOperation operation
            || site.Model.GetSymbolInfo(call, site.CancellationToken).Symbol is not IMethodSymbol method)
        {
            yield break;
        }

        foreach (IArgumentOperation argument in operation.Arguments)
        {
            if (!site.Known.IsToken(argument.Parameter?.Type) || !site.Flow.Values.Of(argument.Value, site.CancellationToken).IsUnlimited)
                continue;

            if (argument.ArgumentKind == ArgumentKind.Explicit && argument.Syntax is ArgumentSyntax written)
            {
                Edit replaced = new();
                replaced.Replace(written.Expression, token.Text);
                token.AddTo(replaced, site.Tree);
                yield return replaced;
            }
            else if (method.Parameters.FirstOrDefault(parameter => parameter.Name == argument.Parameter!.Name) is { } own)
            {
                yield return Append(site, call.ArgumentList, own, token);
            }

            yield break;
        }

        foreach (IParameterSymbol parameter in OverloadsWithToken(site, call, method))
            yield return Append(site, call.ArgumentList, parameter, token);
    }

    /// <summary>Passes a method that is handed over to be called as a lambda that passes the token too.</summary>
    public static IEnumerable<Edit> PassToGroup(FixSite site, ExpressionSyntax group, TimeExpression token)
    {
        if (site.Model.GetOperation(group, site.CancellationToken) is not IMethodReferenceOperation { Method: { } method }
            || group is MemberAccessExpressionSyntax { Expression: not (SimpleNameSyntax or ThisExpressionSyntax or MemberAccessExpressionSyntax) })
        {
            yield break;
        }

        SyntaxNode surroundings = ScopeSymbols.FunctionAround(group);
        string[] names = [.. method.Parameters.Select(parameter => Name.Unused(surroundings, parameter.Name))];
        string parameters = names.Length == 1 ? names[0] : $"({string.Join(", ", names)})";
        string arguments = string.Join(", ", names.Append(token.Text));
        Edit edit = new();
        edit.Replace(group, $"{parameters} => {group}({arguments})");
        token.AddTo(edit, site.Tree);
        yield return edit;
    }

    private static Edit Append(FixSite site, ArgumentListSyntax list, IParameterSymbol parameter, TimeExpression token)
    {
        SeparatedSyntaxList<ArgumentSyntax> arguments = list.Arguments;
        bool isNext = arguments.Count == parameter.Ordinal && arguments.All(static argument => argument.NameColon is null);
        string text = isNext ? token.Text : $"{Name.Escaped(parameter.Name)}: {token.Text}";
        Edit edit = new();
        if (arguments.Count == 0)
            edit.Insert(site.Tree, list.CloseParenToken.SpanStart, text);
        else
            edit.Insert(site.Tree, arguments[arguments.Count - 1].Span.End, "," + Gap(arguments) + text);
        token.AddTo(edit, site.Tree);
        return edit;
    }

    // Arguments that each have a line of their own go on like that.
    private static string Gap(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        ArgumentSyntax last = arguments[arguments.Count - 1];
        SourceText text = last.SyntaxTree.GetText();
        TextLine line = text.Lines.GetLineFromPosition(last.SpanStart);
        string before = text.ToString(TextSpan.FromBounds(line.Start, last.SpanStart));
        return before.All(char.IsWhiteSpace) && line.LineNumber > 0 && arguments.Count > 1 ? EditedSolution.NewLineOf(text) + before : " ";
    }

    private static IEnumerable<IParameterSymbol> OverloadsWithToken(FixSite site, InvocationExpressionSyntax call, IMethodSymbol method)
    {
        List<IMethodSymbol> overloads =
        [
            .. site.Model.GetMemberGroup(call.Expression, site.CancellationToken).OfType<IMethodSymbol>()
                .Where(candidate => candidate.Name == method.Name && candidate.Arity == method.Arity
                    && candidate.Parameters.Count(parameter => site.Known.IsToken(parameter.Type)) == 1),
        ];

        string[] given = [.. method.OriginalDefinition.Parameters.Select(static parameter => parameter.Type.ToDisplayString())];
        foreach (IMethodSymbol candidate in overloads.OrderBy(candidate => Math.Abs(candidate.Parameters.Length - given.Length - 1)))
        {
            IEnumerable<IParameterSymbol> others = candidate.OriginalDefinition.Parameters.Where(parameter => !site.Known.IsToken(parameter.Type));
            string[] types = [.. others.Select(static parameter => parameter.Type.ToDisplayString())];
            if (types.Take(given.Length).SequenceEqual(given, StringComparer.Ordinal)
                && others.Skip(given.Length).All(static parameter => parameter.IsOptional))
            {
                yield return candidate.Parameters.First(parameter => site.Known.IsToken(parameter.Type));
            }
        }
    }
}
