using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Waits;
using AsyncJobs.CodeFixes.Calls;
using AsyncJobs.CodeFixes.Clients;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>Caps a fixed time by what remains of the invocation: the time that was there stays the most that is waited.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CapTimeFix))]
[Shared]
public sealed class CapTimeFix : OutgoingCallFix
{
    internal const string Key = "AsyncJobs.CapTime";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AJ1001", "AJ1003", "AJ1004", "AJ1006"];

    private protected override IEnumerable<Fix> Find(FixSite site)
    {
        // What runs once for all invocations has no time of its own to be capped by.
        if (!RunsInInvocation(site))
            return [];

        return site.Diagnostic.Id switch
        {
            "AJ1003" => SourceLinks.Find(site).Concat(FindTimes(site)),
            "AJ1004" when WaitedCall.At(site) is { IsAsync: true, HasToken: false } wait => FindOfWait(site, wait),
            _ => FindTimes(site),
        };
    }

    private static IEnumerable<Fix> FindTimes(FixSite site)
    {
        if (TimeAt(site) is not { } time)
            yield break;

        foreach ((TimeExpression duration, string source) in Durations.AtMost(site, time.Expression, time.Unit))
        {
            Edit edit = new();
            string text = string.Format(CultureInfo.InvariantCulture, time.Format, duration.Text);
            if (time.Whole is { } whole)
                edit.Replace(whole.Expression, string.Format(CultureInfo.InvariantCulture, whole.Format, text));
            else
                edit.Replace(time.Expression, text);
            duration.AddTo(edit, site.Tree);
            yield return new Fix($"Cap the time by '{source}'", Key, edit);
        }
    }

    // The call is given what limits the wait, which would leave it running. A token of the caller's is one to pass alone.
    private static IEnumerable<Fix> FindOfWait(FixSite site, WaitedCall wait)
    {
        bool staysWait = wait.HandlesTimeout;
        TimeExpression? callers = Tokens.At(site, wait.Calls[0]).FirstOrDefault(static token => !token.IsDerived);
        if (TimeAt(site) is not { } time || Durations.AsTimeSpan(site, time.Expression, time.Unit) is not { } most
            || (callers is not null && !staysWait))
        {
            yield break;
        }

        foreach (TimeExpression budget in Budgets.At(site, time.Expression))
        {
            Edit edit = new();
            string slice = $"{budget.Text}.Slice({most})";
            TimeExpression token = budget with { Text = staysWait ? $"{budget.Text}.Token" : $"{slice}.Token" };
            if (staysWait)
            {
                edit.Replace(time.Expression, $"{slice}.Remaining");
                budget.AddTo(edit, site.Tree);
            }

            if (wait.TryPass(edit, callers ?? token) && (staysWait || wait.TryDrop(edit)))
                yield return new Fix($"Cap the time by '{budget.Text}'", Key, edit);
        }
    }

    private static DurationArgument? TimeAt(FixSite site)
    {
        if (site.Call is { } call)
        {
            if (site.Model.GetOperation(call, site.CancellationToken) is not IInvocationOperation invocation)
                return null;

            return WaitAround.Of(site.Flow.Code, invocation) is { } wait
                ? DurationArgument.OfPlatform(wait.Time)
                : invocation.Arguments.FirstOrDefault(argument => Limit.OfArgument(site.Known, argument) == Destination.OtherClient) is { } limit
                    ? DurationArgument.OfArgument(site, limit)
                    : null;
        }

        if (PassedTime.At(site) is { } argument)
            return PassedTime.IsItsOnlyUse(site, argument) ? DurationArgument.OfArgument(site, argument) : null;

        return site.Model.GetOperation(site.Node, site.CancellationToken) switch
        {
            ISimpleAssignmentOperation assignment when IsOfInvocation(site, assignment) => DurationArgument.OfProperty(site, assignment),
            IObjectCreationOperation { Arguments: { IsEmpty: false } arguments } creation when site.Known.IsTokenSource(creation.Type) =>
                DurationArgument.OfPlatform(arguments[0].Value),
            IInvocationOperation { Arguments: { Length: > 0 } arguments } invocation when site.Known.Tasks.IsCancelAfter(invocation) =>
                DurationArgument.OfPlatform(arguments[0].Value),
            _ => null,
        };
    }

    private static bool RunsInInvocation(FixSite site)
    {
        ISymbol? member = site.Model.GetEnclosingSymbol(site.Diagnostic.Location.SourceSpan.Start, site.CancellationToken);
        return member switch
        {
            IMethodSymbol { MethodKind: MethodKind.StaticConstructor } => false,

            // What is made with a token is made for a call.
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor =>
                constructor.Parameters.Any(parameter => site.Known.IsToken(parameter.Type) || site.Known.Product.IsContext(parameter.Type)),
            IMethodSymbol => !(ScopeSymbols.FunctionAround(site.Node)
                is FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null }),
            _ => false,
        };
    }

    // The timeout of one request, or of a client that an invocation makes for itself.
    private static bool IsOfInvocation(FixSite site, ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation property)
            return false;

        ITypeSymbol? type = property.Instance?.Type ?? property.Property.ContainingType;
        if (type is not null && site.Known.Libraries.Any(library => library.IsRequest(type)))
            return true;

        return HasInvocation(site) && IsLocal(property, property.Instance);
    }

    private static bool IsLocal(IPropertyReferenceOperation property, IOperation? instance)
    {
        switch (instance)
        {
            case IConversionOperation conversion:
                return IsLocal(property, conversion.Operand);

            // A client of WCF has its limits on what belongs to it: ((IContextChannel)channel), client.InnerChannel, client.Endpoint.Binding.
            case IPropertyReferenceOperation { Property.Name: "InnerChannel" or "Endpoint" or "Binding" } part:
                return IsLocal(property, part.Instance);
            case ILocalReferenceOperation local:
                return OperationTree.RootOf(local).Descendants().Any(operation =>
                    operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local)
                    && Made(declarator.GetVariableInitializer()?.Value));
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                return ClientCalls.CreationAround(property) is { } creation
                    && (ClientCalls.HolderOf(creation) is ILocalSymbol || creation.Parent is IArgumentOperation);
            default:
                return false;
        }
    }

    private static bool Made(IOperation? value) => value is IConversionOperation conversion
        ? Made(conversion.Operand)
        : value is IObjectCreationOperation or IInvocationOperation { TargetMethod.Name: "CreateChannel" };

    private static bool HasInvocation(FixSite site) =>
        ScopeSymbols.OfType(site, site.Node, type => site.Known.Product.IsContext(type)
            || site.Known.IsToken(type)).Any(static symbol => symbol is IParameterSymbol)
        && !site.Node.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().Any(static lambda =>
        !lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword));
}
