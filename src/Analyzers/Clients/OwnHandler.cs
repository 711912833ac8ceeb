using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells whether a handler is made for the client, with connections of its own: here, by a helper, by whoever calls for an invocation, or in a field
/// of an object that an invocation has for itself. A handler around another one has the connections of that one, and what cannot be seen may be
/// anybody's.
/// </summary>
internal sealed class OwnHandler(CodeIndex code, CancellationToken cancellationToken) : Walker<bool>(code, cancellationToken)
{
    private const string InnerHandler = "InnerHandler";

    private readonly ObjectsPerInvocation _objects = new(code, cancellationToken);
    private readonly UngivenValues _ungiven = new(code, cancellationToken);

    protected override bool Follow(IOperation handler) => handler switch
    {
        IConversionOperation conversion => Of(conversion.Operand),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        IObjectCreationOperation creation => IsOwn(creation),
        IConditionalOperation { WhenFalse: not null } choice => Of(choice.WhenTrue) && Of(choice.WhenFalse),
        ISwitchExpressionOperation choice => choice.Arms.All(arm => OperationTree.Unwrapped(arm.Value) is IThrowOperation || Of(arm.Value)),
        ICoalesceOperation choice => Of(choice.WhenNull) && IsNothing(choice.Value),
        ILocalReferenceOperation local => Visited.Add(local.Local) && OperationTree.InitialOf(local) is { } value && Of(value) && IsLeftAlone(local),
        IParameterReferenceOperation { Parameter: { } parameter } =>
            Visited.Add(parameter) && IsPassed(parameter, passed => Of(passed)) && !Code.References.MayWrite(parameter, CancellationToken),
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: { } field } => IsOfOneObject(field, handler),
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } own => IsOfProperty(property, own),
        IInvocationOperation { IsVirtual: false } helper => IsMadeBy(helper.TargetMethod),
        _ => false,
    };

    private bool IsOwn(IObjectCreationOperation creation) =>
        creation.Arguments.All(argument => !Known.Http.IsHandler(OperationTree.Unwrapped(argument.Value)?.Type) || Of(argument.Value))
        && (creation.Initializer?.Initializers ?? []).All(part =>
            part is not ISimpleAssignmentOperation inner || !Known.Http.IsInnerHandler(inner.Target) || Of(inner.Value))
        && !(creation.Type is INamedTypeSymbol type && Code.IsSource(type) && IsAroundOthers(type));

    // A helper that makes one for each who calls.
    private bool IsMadeBy(IMethodSymbol helper) =>
        Code.IsSource(helper) && Visited.Add(helper.OriginalDefinition)
        && Code.ReturnsOf(helper, CancellationToken) is { IsEmpty: false } returned && returned.All(Of);

    private bool IsOfProperty(IPropertySymbol property, IPropertyReferenceOperation reference) =>
        property.GetMethod is { } getter && Code.IsSource(property) && !property.IsVirtual
        && (Declarations.HasBody(getter, CancellationToken)
            ? IsMadeBy(getter)
            : reference.Instance is IInstanceReferenceOperation && IsOfOneObject(property, reference));

    // The object has made it, or was given a new one by whoever made the object for an invocation.
    private bool IsOfOneObject(ISymbol member, IOperation near)
    {
        if (member.IsStatic || !Visited.Add(member))
            return false;

        IOperation[] written = [.. Code.References.WrittenTo(member, near, CancellationToken).Where(value => !_ungiven.IsOne(value))];
        return written.Length > 0 && _objects.IsMadeForOne(member.ContainingType) && written.All(Of);
    }

    // Whoever makes the object, or calls, for an invocation.
    private bool IsPassed(IParameterSymbol parameter, Func<IOperation, bool> isWanted) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.Ordinary } method
        && Code.Callers.Of(method, CancellationToken).Any(caller =>
            Callers.PassedBy(caller, parameter) is { } passed && isWanted(passed) && IsForOne(caller));

    private bool IsForOne(IOperation caller) =>
        caller is IObjectCreationOperation || Known.Http.IsClient(caller.Type)
            ? _objects.IsOne(caller, OperationTree.MethodOf(caller))
            : _objects.Runs(caller, OperationTree.MethodOf(caller));

    // _handler ?? new HttpClientHandler(): nobody sets the field, or whoever calls for an invocation gives none.
    private bool IsNothing(IOperation value) => OperationTree.Unwrapped(value) switch
    {
        IFieldReferenceOperation { Field: { } field } => Code.IsSource(field)
            && Code.References.WrittenTo(field, value, CancellationToken).All(written => _ungiven.IsOne(written) || IsNull(written)),
        IParameterReferenceOperation { Parameter: { } parameter } => IsPassed(parameter, IsNull),
        _ => false,
    };

    private static bool IsNull(IOperation value) =>
        OperationTree.Unwrapped(value) is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };

    // handler.InnerHandler = s_shared, Prepare(handler)
    private bool IsLeftAlone(ILocalReferenceOperation local) =>
        Code.References.To(local.Local, local, CancellationToken).All(reference => reference.Parent switch
        {
            IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation set } inner
                when set.Target == inner && Known.Http.IsInnerHandler(inner) => Of(set.Value),
            IArgumentOperation { Parent: IInvocationOperation } => false,
            ISimpleAssignmentOperation assignment when assignment.Target == reference => Of(assignment.Value),
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation holder } => Known.Http.IsInnerHandler(holder)
                || holder.Instance is IInstanceReferenceOperation,
            _ => true,
        });

    // A handler of the project that gives itself one that it did not make. What its constructor is given is judged where that is passed.
    private bool IsAroundOthers(INamedTypeSymbol type)
    {
        foreach (SyntaxNode declaration in type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(CancellationToken)))
        {
            foreach (SyntaxNode mention in Code.Mentions.In(declaration, InnerHandler, CancellationToken))
            {
                if (Code.OperationAt(mention, CancellationToken) is { Parent: ISimpleAssignmentOperation set } inner && set.Target == inner
                    && Known.Http.IsInnerHandler(inner) && IsOthers(set.Value))
                {
                    return true;
                }
            }

            foreach (SyntaxNode node in declaration.DescendantNodes())
            {
                if (node is ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax
                    && Code.OperationOf(node, CancellationToken) is IInvocationOperation { Arguments: var arguments }
                    && arguments.Any(argument => Known.Http.IsHandler(OperationTree.Unwrapped(argument.Value)?.Type) && IsOthers(argument.Value)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsOthers(IOperation handler) => OperationTree.Unwrapped(handler) is not IParameterReferenceOperation && !Of(handler);
}
