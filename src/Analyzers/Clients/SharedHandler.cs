using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells whether a client that is made for one invocation disposes of a handler that the next one needs too: the client is disposed of, and was not
/// told to leave the handler alone. A handler that cannot be seen to be kept is none of these.
/// </summary>
internal sealed class SharedHandler(CodeIndex code, CancellationToken cancellationToken) : Walker<bool>(code, cancellationToken)
{
    /// <summary>Whether a client does.</summary>
    /// <param name="creation">What makes it.</param>
    /// <param name="member">The member that does.</param>
    public bool IsDisposedBy(IObjectCreationOperation creation, ISymbol member) =>
        creation.Arguments is { IsEmpty: false } arguments
        && Known.Http.IsHandler(OperationTree.Unwrapped(arguments[0].Value)?.Type)
        && arguments.All(static argument => argument.Parameter?.Name != "disposeHandler"
            || argument.Value.ConstantValue is { HasValue: true, Value: true })
        && IsDisposed(creation)
        && Of(arguments[0].Value)
        && new ObjectsPerInvocation(Code, CancellationToken).Runs(creation, member);

    protected override bool Follow(IOperation handler) => handler switch
    {
        IConversionOperation conversion => Of(conversion.Operand),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        IFieldReferenceOperation field => IsKept(field.Field),
        IPropertyReferenceOperation { Property: { GetMethod: { } getter } property } => Declarations.HasBody(getter, CancellationToken)
            ? IsReturned(getter)
            : IsKept(property),
        ILocalReferenceOperation local => Visited.Add(local.Local)
            && Code.References.WrittenTo(local.Local, local, CancellationToken).ToArray() is { Length: > 0 } written && written.All(Of),
        IParameterReferenceOperation { Parameter: { } parameter } =>
            Visited.Add(parameter) && Code.Callers.AllPass(parameter.OriginalDefinition, Of, CancellationToken),
        IInvocationOperation { IsVirtual: false } helper => IsReturned(helper.TargetMethod),
        _ => false,
    };

    // A static one, or one of the function's own object, of which Lambda makes one for all invocations.
    private bool IsKept(ISymbol member) =>
        Code.IsSource(member)
        && (member.IsStatic || member.ContainingType.GetMembers().Any(other => other is IMethodSymbol method && Known.Product.IsHandler(method)
            && !Known.Product.IsJob(method)));

    private bool IsReturned(IMethodSymbol method) =>
        Code.IsSource(method) && Visited.Add(method.OriginalDefinition)
        && Code.ReturnsOf(method, CancellationToken) is { IsEmpty: false } returned && returned.All(Of);

    private bool IsDisposed(IObjectCreationOperation creation)
    {
        IOperation? taker = OperationTree.TakerOf(creation);
        if (taker is IUsingOperation)
            return true;
        if (taker is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator })
            return false;

        return declarator.Parent?.Parent?.Parent is IUsingDeclarationOperation or IUsingOperation
            || Code.References.To(declarator.Symbol, declarator, CancellationToken).Any(static reference =>
                reference.Parent is IUsingOperation or IInvocationOperation { TargetMethod.Name: "Dispose" });
    }
}
