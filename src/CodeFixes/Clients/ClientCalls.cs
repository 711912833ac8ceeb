using AsyncJobs.Analyzers.Known;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Clients;

/// <summary>Finds what holds a client, and its calls in the same file that have no token.</summary>
internal static class ClientCalls
{
    /// <summary>The variable or member whose client a property assignment is about; null if none holds it.</summary>
    public static ISymbol? HolderOf(ISimpleAssignmentOperation assignment) => assignment.Target switch
    {
        IPropertyReferenceOperation { Instance: ILocalReferenceOperation local } => local.Local,
        IPropertyReferenceOperation { Instance: IParameterReferenceOperation parameter } => parameter.Parameter,
        IPropertyReferenceOperation { Instance: IFieldReferenceOperation field } => field.Field,
        IPropertyReferenceOperation { Instance: IPropertyReferenceOperation property } => property.Property,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } =>
            HolderOf(CreationAround(assignment)),
        _ => null,
    };

    /// <summary>The creation whose initializer an assignment is part of.</summary>
    public static IObjectCreationOperation? CreationAround(IOperation assignment)
    {
        IOperation? current = assignment;
        while (current is not (null or IObjectCreationOperation))
            current = current.Parent;
        return (IObjectCreationOperation?)current;
    }

    /// <summary>The variable or member that a created client is put into.</summary>
    public static ISymbol? HolderOf(IOperation? creation)
    {
        IOperation? parent = creation?.Parent;
        while (parent is IConversionOperation or ICoalesceOperation)
            parent = parent.Parent;

        return parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            IFieldInitializerOperation { InitializedFields: { IsEmpty: false } fields } => fields[0],
            IPropertyInitializerOperation { InitializedProperties: { IsEmpty: false } properties } => properties[0],
            IAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
            IAssignmentOperation { Target: IFieldReferenceOperation field } => field.Field,
            IAssignmentOperation { Target: IPropertyReferenceOperation property } => property.Property,
            _ => null,
        };
    }

    /// <summary>The calls of a client in the diagnostic's file that are given no token that fires.</summary>
    public static IEnumerable<InvocationExpressionSyntax> Unlimited(FixSite site, ISymbol holder, IOperation near)
    {
        foreach (IOperation reference in site.Flow.Code.References.To(holder, near, site.CancellationToken))
        {
            if (reference.Syntax.SyntaxTree == site.Tree && CallOn(reference.Syntax) is { } call
                && site.Model.GetOperation(call, site.CancellationToken) is IInvocationOperation operation
                && site.Flow.Code.Outgoing.KindOf(operation) == OutgoingKind.Http
                && (site.Flow.Code.Outgoing.TokenOf(operation) is not { } token
                || site.Flow.Values.Of(token.Value, site.CancellationToken).IsUnlimited))
            {
                yield return call;
            }
        }
    }

    private static InvocationExpressionSyntax? CallOn(SyntaxNode client) => client.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == client
            && call.Expression == access => call,
        ConditionalAccessExpressionSyntax access when access.Expression == client =>
            access.WhenNotNull.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(static call =>
                call.Expression is MemberBindingExpressionSyntax),
        PostfixUnaryExpressionSyntax suppressed => CallOn(suppressed),
        _ => null,
    };
}
