using System.Collections.Immutable;
using AsyncJobs.Analyzers.Clients;
using AsyncJobs.Analyzers.Destinations;
using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Rules;

/// <summary>
/// Finds clients whose timeout is set for each invocation: on a shared client it throws, and a client of its own has no connections yet.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientPerInvocationAnalyzer : OutgoingCallAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        "AJ1008",
        "The client's timeout is set for an invocation",
        "The Timeout of {0} is set for one invocation, {1}: share the client, leave its Timeout alone and pass each call the budget's token",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "AJ1008.md");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        context.RegisterOperationAction(operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(operation => AnalyzeCreation(operation, flow), OperationKind.ObjectCreation);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Instance: { } client } property
            || Limit.OfProperty(flow.Known, property) != Destination.ClientTimeout)
        {
            return;
        }

        if (RunsOften(flow, context.ContainingSymbol) && ClientOwnership.IsShared(flow.Code, client, context.CancellationToken)
            && (IsInvocation(context.ContainingSymbol, flow) || flow.Values.Of(assignment.Value, context.CancellationToken).IsDerived
                || IsSetForCalls(flow, assignment, client, context.CancellationToken)))
        {
            Report(context, flow, s_rule, assignment.Syntax.GetLocation(), "a shared client", "and setting it throws once a request was sent");
        }
    }

    private static void AnalyzeCreation(OperationAnalysisContext context, CallFlow flow)
    {
        IObjectCreationOperation creation = (IObjectCreationOperation)context.Operation;
        if (flow.Known.Http.IsClient(creation.Type) && RunsOften(flow, context.ContainingSymbol)
            && !ClientOwnership.IsKept(creation, context.ContainingSymbol)
            && ClientOwnership.HasOwnHandler(flow.Known, creation)
            && TimeoutsOf(flow, creation, context.CancellationToken).Any(set => flow.Values.IsDerivedForCallers(set, context.CancellationToken)))
        {
            Report(context, flow, s_rule, creation.Syntax.GetLocation(), "a client with a handler of its own", "which opens its connections anew");
        }
    }

    // A constructor that is given the invocation runs in each one.
    private static bool RunsOften(CallFlow flow, ISymbol member) => member is IMethodSymbol method
        && (method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor)
            || method.Parameters.Any(parameter => flow.Known.Product.IsContext(parameter.Type)));

    private static bool IsInvocation(ISymbol member, CallFlow flow) =>
        member is IMethodSymbol method
        && (flow.Known.Product.IsJob(method) || method.Parameters.Any(parameter => flow.Known.Product.IsContext(parameter.Type)));

    // Who sets it and then calls does so for each call, unless the client is made there as well or is known not to have been used yet.
    private static bool IsSetForCalls(CallFlow flow, IOperation set, IOperation client, CancellationToken cancellationToken) =>
        SymbolOf(client) is { } symbol && IsSetForCalls(flow, set, symbol, SearchLimits.DeepestCaller, cancellationToken);

    private static bool IsSetForCalls(CallFlow flow, IOperation set, ISymbol client, int depth, CancellationToken cancellationToken)
    {
        if (IsOnlyAtTimes(set, client))
            return false;

        bool calls = false;
        foreach (IOperation operation in OperationTree.RootOf(set).Descendants())
        {
            if (operation is IAssignmentOperation made && SymbolEqualityComparer.Default.Equals(SymbolOf(made.Target), client))
                return false;

            calls = calls || (operation is IInvocationOperation call && call.Syntax.SpanStart > set.Syntax.SpanStart
                && CallsWith(flow, call, client, cancellationToken));
        }

        // Set in a helper of those who then call.
        return calls || (depth > 0 && client is IFieldSymbol or IPropertySymbol
            && OperationTree.MethodOf(set) is { MethodKind: MethodKind.Ordinary } method
            && flow.Code.Callers.Of(method, cancellationToken).Any(caller => OperationTree.MethodOf(caller) is { } calling && RunsOften(flow, calling)
                && IsSetForCalls(flow, caller, client, depth - 1, cancellationToken)));
    }

    // Itself, or by handing the client to a method of the project or a delegate that does.
    private static bool CallsWith(CallFlow flow, IInvocationOperation call, ISymbol client, CancellationToken cancellationToken)
    {
        if (flow.Code.Outgoing.IsHttp(call.TargetMethod))
            return SymbolEqualityComparer.Default.Equals(SymbolOf(OutgoingClient.Of(call)), client);

        return flow.Known.IsTask(call.Type)
            && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(SymbolOf(argument.Value), client))
            && (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke || new CallFinder(flow.Code, cancellationToken).IsIn(call));
    }

    // if (!_isReady) …, if (_client.Timeout != …) …
    private static bool IsOnlyAtTimes(IOperation assignment, ISymbol client)
    {
        for (IOperation? current = assignment; current?.Parent is { } parent; current = parent)
        {
            if (parent is IConditionalOperation conditional && conditional.Condition != current
                && conditional.Condition.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(SymbolOf(part), client)
                    || part is IFieldReferenceOperation { Field: { IsReadOnly: false, Type.SpecialType: SpecialType.System_Boolean } }))
            {
                return true;
            }
        }

        return false;
    }

    private static ISymbol? SymbolOf(IOperation? client) => OperationTree.SymbolOf(OperationTree.Unwrapped(client));

    private static IEnumerable<IOperation> TimeoutsOf(CallFlow flow, IObjectCreationOperation creation, CancellationToken cancellationToken)
    {
        foreach (IOperation part in creation.Initializer?.Initializers ?? [])
        {
            if (part is ISimpleAssignmentOperation assignment && flow.Known.Http.IsTimeout(assignment.Target))
                yield return assignment.Value;
        }

        if (OperationTree.TakerOf(creation) is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator })
            yield break;

        foreach (IOperation reference in flow.Code.References.To(declarator.Symbol, declarator, cancellationToken))
        {
            if (reference.Parent is IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } property
                && assignment.Target == property && flow.Known.Http.IsTimeout(property))
            {
                yield return assignment.Value;
            }
        }
    }
}
