using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells whether a handler is made here, with connections of its own. A handler around another one has the connections of that one, and what cannot
/// be seen may be anybody's.
/// </summary>
internal sealed class OwnHandler(CodeIndex code, CancellationToken cancellationToken) : Walker<bool>(code, cancellationToken)
{
    private const string InnerHandler = "InnerHandler";

    protected override bool Follow(IOperation handler) => handler switch
    {
        IConversionOperation conversion => Of(conversion.Operand),
        IObjectCreationOperation creation => IsOwn(creation),
        ILocalReferenceOperation local => Visited.Add(local.Local) && OperationTree.InitialOf(local) is { } value && Of(value) && IsLeftAlone(local),
        _ => false,
    };

    private bool IsOwn(IObjectCreationOperation creation) =>
        creation.Arguments.All(argument => !Known.Http.IsHandler(OperationTree.Unwrapped(argument.Value)?.Type) || Of(argument.Value))
        && (creation.Initializer?.Initializers ?? []).All(part =>
            part is not ISimpleAssignmentOperation inner || !Known.Http.IsInnerHandler(inner.Target) || Of(inner.Value))
        && !(creation.Type is INamedTypeSymbol type && Code.IsSource(type) && IsAroundOthers(type));

    // handler.InnerHandler = s_shared, Prepare(handler)
    private bool IsLeftAlone(ILocalReferenceOperation local) =>
        Code.References.To(local.Local, local, CancellationToken).All(reference => reference.Parent switch
        {
            IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation set } inner
                when set.Target == inner && Known.Http.IsInnerHandler(inner) => Of(set.Value),
            IArgumentOperation { Parent: IInvocationOperation } => false,
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
