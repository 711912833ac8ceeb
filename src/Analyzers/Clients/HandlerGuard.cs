using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Tells whether a handler, or one inside of it, applies the budget.</summary>
internal sealed class HandlerGuard(ClientRegistrations clients, CancellationToken cancellationToken)
    : SourceWalker<bool>(clients.Code, cancellationToken)
{
    /// <summary>Whether the product's own handler counts.</summary>
    public bool CountsBudget { get; init; } = true;

    /// <summary>The handler that the question is about; null if it is about a value.</summary>
    public INamedTypeSymbol? Type { get; init; }

    /// <summary>The search that asked this question on its way.</summary>
    public HandlerGuard? Asker { get; init; }

    /// <summary>Whether this question, or one that led to it, is about a handler.</summary>
    public bool IsAbout(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(Type, type) || Asker?.IsAbout(type) == true;

    /// <summary>Whether a client or handler of the project gives its base, in a constructor, a handler that applies the budget.</summary>
    public bool IsGivenToBase(INamedTypeSymbol type)
    {
        foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode node in declaration.GetSyntax(CancellationToken).DescendantNodes())
            {
                if (node is ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax
                    && Code.OperationOf(node, CancellationToken) is IInvocationOperation { Arguments: var arguments }
                    && IsAnyOf(arguments))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether any argument is such a handler.</summary>
    public bool IsAnyOf(IEnumerable<IArgumentOperation> arguments) => arguments.Any(argument => Of(argument.Value));

    public override bool OfAny(IEnumerable<IOperation> operations) => operations.Any(Of);

    protected override bool OfChoice(IConditionalOperation conditional) => Of(conditional.WhenTrue) && Of(conditional.WhenFalse);

    protected override bool OfLocal(ILocalReferenceOperation local) => OfVariable(local.Local, local);

    protected override bool OfField(IFieldReferenceOperation field) => OfVariable(field.Field, field);

    protected override bool OfProperty(IPropertyReferenceOperation property) =>
        IsBudgeting(property.Type)
        || (Visited.Add(property.Property)
            && ((property.Property.GetMethod is { } getter && IsReturnedBy(getter)) || IsWrittenTo(property.Property, property)));

    protected override bool OfParameter(IParameterReferenceOperation parameter) =>
        IsBudgeting(parameter.Type) || (Visited.Add(parameter.Parameter) && Code.Callers.AllPass(parameter.Parameter, Of, CancellationToken));

    protected override bool OfCall(IInvocationOperation invocation) =>
        IsBudgeting(invocation.Type) || (Visited.Add(invocation.TargetMethod) && IsReturnedBy(invocation.TargetMethod))
            || IsAnyOf(invocation.Arguments);

    protected override bool OfCreation(IObjectCreationOperation creation) =>
        IsBudgeting(creation.Type) || IsAnyOf(creation.Arguments)
        || (creation.Initializer?.Initializers.Any(part => part is ISimpleAssignmentOperation assignment && Of(assignment.Value)) ?? false);

    protected override bool OfOther(IOperation operation) => IsBudgeting(operation.Type);

    private bool IsBudgeting(ITypeSymbol? type) => clients.IsBudgeting(type, CancellationToken, CountsBudget, this);

    private bool OfVariable(ISymbol variable, IOperation near) => Visited.Add(variable) && (IsWrittenTo(variable, near) || IsInnerOf(variable, near));

    private bool IsWrittenTo(ISymbol variable, IOperation near) => OfAny(Code.References.WrittenTo(variable, near, CancellationToken));

    private bool IsReturnedBy(IMethodSymbol method) => OfAny(Code.ReturnsOfCall(method, CancellationToken));

    // handler.InnerHandler = new BudgetHandler(…)
    private bool IsInnerOf(ISymbol handler, IOperation near)
    {
        foreach (IOperation reference in Code.References.To(handler, near, CancellationToken))
        {
            if (reference.Parent is IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } property
                && Known.Http.IsInnerHandler(property) && Of(assignment.Value))
            {
                return true;
            }
        }

        return false;
    }
}
