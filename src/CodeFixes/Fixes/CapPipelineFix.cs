using System.Collections.Immutable;
using System.Composition;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>Has a resilience pipeline ask for its timeout with each execution, since it is built once for all invocations.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CapPipelineFix))]
[Shared]
public sealed class CapPipelineFix : OutgoingCallFix
{
    internal const string Key = "AsyncJobs.CapPipeline";
    private const string Title = "Cap the time by 'InvocationBudget.Current' with each execution";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AJ1005"];

    private protected override IEnumerable<Fix> Find(FixSite site)
    {
        if (!site.Project.Has("AsyncJobs.InvocationBudget"))
            return [];
        IOperation? timeout = site.Model.GetOperation(site.Call ?? site.Node, site.CancellationToken);
        IEnumerable<Fix> fixes = timeout switch
        {
            IInvocationOperation invocation => OfCall(site, invocation),
            ISimpleAssignmentOperation assignment => OfAssignment(site, assignment),
            _ => [],
        };
        return timeout is not null && EnteredFor(site, timeout) is { } entered ? fixes.Where(fix => fix.Edit.TryAdd(entered)) : [];
    }

    // The current budget limits an execution only where one is entered; what a client's handler executes is not seen.
    private static Edit? EnteredFor(FixSite site, IOperation timeout)
    {
        Edit edit = new();
        foreach (IInvocationOperation execution in PipelineUse.ExecutionsOf(site.Flow.Code, timeout, site.CancellationToken))
        {
            ReachedBy reached = site.Flow.Code.Entries.Of(execution, site.CancellationToken);
            if (BudgetEntry.Into(site, reached.WithoutBudget) is not { } entered || !edit.TryAdd(entered))
                return null;
        }

        return edit;
    }

    private static IEnumerable<Fix> OfCall(FixSite site, IInvocationOperation invocation)
    {
        IArgumentOperation? limit = invocation.Arguments.FirstOrDefault(argument => Limit.OfArgument(site.Known, argument) == Destination.Pipeline);
        if (limit is not { Syntax: ArgumentSyntax { Expression: { } time } })
            yield break;

        // A function of a constant is one already.
        if (time is ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: 0, ExpressionBody: { } body })
        {
            foreach (Fix inner in OfBody(site, body))
                yield return inner;
            yield break;
        }

        bool isNew = invocation.TargetMethod.Name == "AddTimeout";
        if (Durations.AsTimeSpan(site, time, isNew ? null : "FromSeconds") is not { } most)
            yield break;

        foreach ((string lambda, string? import) in Lambdas(site, time, most, isNew))
        {
            Edit edit = new();
            edit.Import(site.Tree, import);
            if (isNew)
            {
                (string options, string? needed) = Name.OfType(site.Model, time.SpanStart, "Polly.Timeout", "TimeoutStrategyOptions").First();
                edit.Import(site.Tree, needed);
                edit.Replace(time, $"new {options} {{ TimeoutGenerator = {lambda} }}");
            }
            else
            {
                edit.Replace(time, lambda);
            }

            yield return new Fix(Title, Key, edit);
        }
    }

    private static IEnumerable<Fix> OfBody(FixSite site, ExpressionSyntax body)
    {
        if (Durations.AsTimeSpan(site, body, null) is not { } most)
            yield break;

        foreach ((string budget, string? import) in Name.OfType(site.Model, body.SpanStart, "AsyncJobs", "InvocationBudget"))
        {
            Edit edit = new();
            edit.Import(site.Tree, import);
            edit.Replace(body, $"{budget}.Current.Slice({most}).Remaining");
            yield return new Fix(Title, Key, edit);
        }
    }

    private static IEnumerable<Fix> OfAssignment(FixSite site, ISimpleAssignmentOperation assignment)
    {
        if (assignment is not { Syntax: AssignmentExpressionSyntax { Left: { } left, Right: { } time } }
            || Durations.AsTimeSpan(site, time, null) is not { } most
            || NameIn(left) is not { } name)
        {
            yield break;
        }

        foreach ((string lambda, string? import) in Lambdas(site, time, most, isNew: true))
        {
            Edit edit = new();
            edit.Import(site.Tree, import);
            edit.Replace(name, "TimeoutGenerator");
            edit.Replace(time, lambda);
            yield return new Fix(Title, Key, edit);
        }
    }

    private static SimpleNameSyntax? NameIn(ExpressionSyntax target) => target switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    // Static where nothing is captured and the language has it.
    private static IEnumerable<(string Text, string? Import)> Lambdas(FixSite site, SyntaxNode node, string most, bool isNew)
    {
        foreach ((string budget, string? import) in Name.OfType(site.Model, node.SpanStart, "AsyncJobs", "InvocationBudget"))
        {
            string duration = $"{budget}.Current.Slice({most}).Remaining";
            string lambda = isNew ? Generator(site, node, duration) : $"() => {duration}";
            if (site.Language >= LanguageVersion.CSharp9)
                yield return ("static " + lambda, import);
            yield return (lambda, import);
        }
    }

    // A generated time of zero is none to Polly: a spent budget is given a millisecond.
    private static string Generator(FixSite site, SyntaxNode node, string duration)
    {
        string timeSpan = Durations.TimeSpanAt(site, node);
        string math = Durations.SystemType(site, node, "Math");
        string task = Durations.TypeOf(site, node, "System.Threading.Tasks", "ValueTask");
        return $"_ => new {task}<{timeSpan}>({timeSpan}.FromMilliseconds({math}.Max(1, {duration}.TotalMilliseconds)))";
    }
}
