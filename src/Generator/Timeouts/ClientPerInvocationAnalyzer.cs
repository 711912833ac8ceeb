using System.Collections.Immutable;
using AsyncJobs.Generator.Flow;
using AsyncJobs.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Generator.Timeouts;

/// <summary>Finds clients whose timeout is set for each invocation: on a shared client it throws, and a client of its own has no connections yet.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClientPerInvocationAnalyzer : OutgoingCallAnalyzer
{
    private const int Deepest = 3;

    private const string Shared =
        "The client is shared, and its Timeout cannot be set after its first request: that throws in the second invocation, so pass each call the budget's token instead";

    private const string Own =
        "A client with a handler of its own for each invocation opens its connections anew: share one client and pass each call the budget's token, or share the handler with disposeHandler: false";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TimeoutRules.ClientPerInvocation];

    private protected override void Start(CompilationStartAnalysisContext context, CallFlow flow)
    {
        context.RegisterOperationAction(operation => AnalyzeAssignment(operation, flow), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(operation => AnalyzeCreation(operation, flow), OperationKind.ObjectCreation);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, CallFlow flow)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is not IPropertyReferenceOperation { Instance: { } client } property || Limit.OfProperty(property) != Destinations.ClientTimeout)
            return;

        if (RunsOften(context.ContainingSymbol) && IsShared(flow, client, context.CancellationToken)
            && (IsInvocation(context.ContainingSymbol, flow) || flow.OriginOf(assignment.Value, context.CancellationToken).IsDerived || IsSetForCalls(flow, assignment, client, context.CancellationToken)))
        {
            Report(context, flow, TimeoutRules.ClientPerInvocation, assignment.Syntax.GetLocation(), Shared);
        }
    }

    private static void AnalyzeCreation(OperationAnalysisContext context, CallFlow flow)
    {
        IObjectCreationOperation creation = (IObjectCreationOperation)context.Operation;
        if (Library.IsHttpClient(creation.Type) && RunsOften(context.ContainingSymbol)
            && !IsKept(creation, context.ContainingSymbol)
            && HasOwnHandler(creation)
            && TimeoutsOf(flow, creation, context.CancellationToken).Any(timeout => flow.IsDerivedForCallers(timeout, context.CancellationToken)))
        {
            Report(context, flow, TimeoutRules.ClientPerInvocation, creation.Syntax.GetLocation(), Own);
        }
    }

    // A constructor that is given the invocation runs in each one.
    private static bool RunsOften(ISymbol member) => member is IMethodSymbol method
        && (method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor) || method.Parameters.Any(static parameter => Library.IsContext(parameter.Type)));

    private static bool IsInvocation(ISymbol member, CallFlow flow) =>
        member is IMethodSymbol method
        && (flow.IsJob(method) || method.Parameters.Any(static parameter => Library.IsContext(parameter.Type)));

    // Who sets it and then calls does so for each call, unless the client is made there as well or is known not to have been used yet.
    private static bool IsSetForCalls(CallFlow flow, IOperation set, IOperation client, CancellationToken cancellationToken) =>
        SymbolOf(client) is { } symbol && IsSetForCalls(flow, set, symbol, Deepest, cancellationToken);

    private static bool IsSetForCalls(CallFlow flow, IOperation set, ISymbol client, int depth, CancellationToken cancellationToken)
    {
        if (IsOnlyAtTimes(set, client))
            return false;

        bool calls = false;
        foreach (IOperation operation in OperationTree.RootOf(set).Descendants())
        {
            if (operation is IAssignmentOperation made && SymbolEqualityComparer.Default.Equals(SymbolOf(made.Target), client))
                return false;

            calls = calls || (operation is IInvocationOperation call && call.Syntax.SpanStart > set.Syntax.SpanStart && CallsWith(flow, call, client, cancellationToken));
        }

        // Set in a helper of those who then call.
        return calls || (depth > 0 && client is IFieldSymbol or IPropertySymbol && OperationTree.MethodOf(set) is { MethodKind: MethodKind.Ordinary } method
            && flow.Callers.Of(method, cancellationToken).Any(caller => OperationTree.MethodOf(caller) is { } calling && RunsOften(calling)
                && IsSetForCalls(flow, caller, client, depth - 1, cancellationToken)));
    }

    // Itself, or by handing the client to a method of the project or a delegate that does.
    private static bool CallsWith(CallFlow flow, IInvocationOperation call, ISymbol client, CancellationToken cancellationToken)
    {
        if (OutgoingCall.IsHttp(call.TargetMethod, flow.Settings))
            return SymbolEqualityComparer.Default.Equals(SymbolOf(OutgoingCall.ClientOf(call)), client);

        return Library.IsTask(call.Type)
            && call.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(SymbolOf(argument.Value), client))
            && (call.TargetMethod.MethodKind == MethodKind.DelegateInvoke || new CallFinder(flow, cancellationToken).IsIn(call));
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

    private static bool IsShared(CallFlow flow, IOperation client, CancellationToken cancellationToken)
    {
        switch (client)
        {
            case IConversionOperation conversion:
                return IsShared(flow, conversion.Operand, cancellationToken);
            case IFieldReferenceOperation:
                return true;
            case IPropertyReferenceOperation property:
                return Library.IsHttpClient(property.Type);
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method } parameter:
                return method.MethodKind == MethodKind.Constructor || IsSharedByCallers(flow, parameter.Parameter, cancellationToken);
            case ILocalReferenceOperation local:
                foreach (IOperation reference in flow.Code.ReferencesTo(local.Local, local, cancellationToken))
                {
                    if (reference is IVariableDeclaratorOperation declarator
                        && declarator.GetVariableInitializer()?.Value is (IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation) and { } value)
                    {
                        return IsShared(flow, value, cancellationToken);
                    }
                }

                return false;
            default:
                return false;
        }
    }

    // A client that is passed in was made elsewhere; a caller that makes one for the call is seen.
    private static bool IsSharedByCallers(CallFlow flow, IParameterSymbol parameter, CancellationToken cancellationToken) =>
        flow.Callers.PassedFor(parameter, cancellationToken).All(passed => passed is null || IsShared(flow, passed, cancellationToken));

    private static bool IsKept(IOperation creation, ISymbol member)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.Constructor })
            return false;

        IOperation? parent = creation.Parent;
        while (parent is IConversionOperation or ICoalesceOperation)
            parent = parent.Parent;
        return parent is IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation };
    }

    private static bool HasOwnHandler(IObjectCreationOperation creation)
    {
        if (creation.Arguments.IsEmpty)
            return creation.Type.Is(Library.Http, "HttpClient");

        return IsMadeHere(creation.Arguments[0].Value, creation);
    }

    private static bool IsMadeHere(IOperation handler, IOperation near) => handler switch
    {
        IConversionOperation conversion => IsMadeHere(conversion.Operand, near),

        // A handler around another one has the connections of that one.
        IObjectCreationOperation creation => !creation.Arguments.Any(argument => Library.IsHandler(argument.Value.Type) && !IsMadeHere(argument.Value, near))
            && !(creation.Initializer?.Initializers.Any(part => part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "InnerHandler" } } inner && !IsMadeHere(inner.Value, near)) ?? false),
        ILocalReferenceOperation local => OperationTree.RootOf(near).Descendants().Any(operation =>
            operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local)
            && declarator.GetVariableInitializer()?.Value is { } value && IsMadeHere(value, near)),
        _ => false,
    };

    private static IEnumerable<IOperation> TimeoutsOf(CallFlow flow, IObjectCreationOperation creation, CancellationToken cancellationToken)
    {
        foreach (IOperation part in creation.Initializer?.Initializers ?? [])
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Timeout" } } assignment)
                yield return assignment.Value;
        }

        if (OperationTree.TakerOf(creation) is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator })
            yield break;

        foreach (IOperation reference in flow.Code.ReferencesTo(declarator.Symbol, declarator, cancellationToken))
        {
            if (reference.Parent is IPropertyReferenceOperation { Property.Name: "Timeout", Parent: ISimpleAssignmentOperation assignment } property && assignment.Target == property)
                yield return assignment.Value;
        }
    }
}
