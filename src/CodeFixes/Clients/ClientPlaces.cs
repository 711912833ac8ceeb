using AsyncJobs.Analyzers.Index;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Clients;

/// <summary>Finds the places where a client is made or registered, back from where it is used.</summary>
internal sealed class ClientPlaces(FixSite site)
{
    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);
    private readonly Edit _edit = new();
    private readonly HashSet<SyntaxNode> _places = [];
    private bool _failed;

    /// <summary>Where a client is made or registered, as far as that is seen.</summary>
    public static IEnumerable<SyntaxNode> Of(FixSite site, IOperation client)
    {
        ClientPlaces places = new(site);
        places.Follow(client);
        return places._places;
    }

    /// <summary>
    /// The changes that put a client under the budget wherever it is made; null if it is made somewhere that is not seen or cannot be changed.
    /// </summary>
    public Edit? Guard(IOperation client)
    {
        Follow(client);
        return _failed || _edit.IsEmpty ? null : _edit;
    }

    private void Follow(IOperation? client)
    {
        switch (client)
        {
            case IConversionOperation conversion:
                Follow(conversion.Operand);
                break;
            case IParenthesizedOperation parenthesized:
                Follow(parenthesized.Operand);
                break;
            case ICoalesceOperation coalesce:
                Follow(coalesce.Value);
                Follow(coalesce.WhenNull);
                break;
            case ICoalesceAssignmentOperation assignment:
                Follow(assignment.Value);
                break;
            case IConditionalAccessInstanceOperation instance:
                Follow(OperationTree.ReceiverOf(instance));
                break;
            case IDelegateCreationOperation created:
                Follow(created.Target);
                break;
            case IAnonymousFunctionOperation function:
                foreach (IOperation returned in OperationTree.ReturnsIn(function.Body))
                    Follow(returned);
                break;
            case not null:
                FollowHeld(client);
                break;
        }
    }

    private void FollowHeld(IOperation client)
    {
        switch (client)
        {
            case ILocalReferenceOperation local:
                FollowWrites(local.Local, local);
                break;
            case IFieldReferenceOperation field:
                FollowWrites(field.Field, field);
                break;
            case IPropertyReferenceOperation property when site.Known.Lazy.Is(property.Property.ContainingType):
                Follow(property.Instance);
                break;
            case IPropertyReferenceOperation property:
                FollowWrites(property.Property, property);
                FollowReturns(property.Property.GetMethod);
                break;
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }:
                FollowParameter(parameter, method);
                break;
            case IObjectCreationOperation creation when site.Known.Http.IsInvoker(creation.Type):
                Add(creation.Syntax, ClientMaking.Guard(site, creation));
                break;
            case IObjectCreationOperation { Arguments: { IsEmpty: false } arguments } creation when site.Known.Lazy.Is(creation.Type):
                Follow(arguments[0].Value);
                break;
            case IInvocationOperation invocation when site.Known.ClientFactory.IsCreate(invocation.TargetMethod):
                FollowName(invocation);
                break;
            case IInvocationOperation invocation:
                FollowReturns(invocation.TargetMethod);
                break;
        }
    }

    private void FollowWrites(ISymbol variable, IOperation near)
    {
        if (!_visited.Add(variable))
            return;

        foreach (IOperation written in site.Flow.Code.References.WrittenTo(variable, near, site.CancellationToken))
            Follow(written);
    }

    private void FollowReturns(IMethodSymbol? method)
    {
        if (method is null || !_visited.Add(method))
            return;

        foreach (IOperation returned in site.Flow.Code.ReturnsOf(method, site.CancellationToken))
            Follow(returned);
    }

    private void FollowParameter(IParameterSymbol parameter, IMethodSymbol method)
    {
        if (!_visited.Add(parameter))
            return;

        if (method.MethodKind == MethodKind.Constructor && Registered(method.ContainingType) is { Count: > 0 } registrations)
        {
            foreach (InvocationExpressionSyntax registration in registrations)
                Add(registration, ClientRegistration.Guard(site, registration));
            return;
        }

        foreach (IOperation caller in site.Flow.Code.Callers.Of(method, site.CancellationToken))
        {
            System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments =
                caller is IInvocationOperation invocation ? invocation.Arguments : ((IObjectCreationOperation)caller).Arguments;
            Follow(arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value);
        }
    }

    private List<InvocationExpressionSyntax> Registered(INamedTypeSymbol type) =>
        [.. ClientRegistration.OfType(site, type).Concat(type.Interfaces.SelectMany(implemented =>
            ClientRegistration.OfType(site, implemented))).Distinct()];

    private void FollowName(IInvocationOperation creation)
    {
        IArgumentOperation? name = creation.Arguments.FirstOrDefault(static argument =>
            argument.Parameter?.Type.SpecialType == SpecialType.System_String);
        if (name is not null && name.Value.ConstantValue is not { HasValue: true })
            return;

        foreach (InvocationExpressionSyntax registration in ClientRegistration.OfName(site, name?.Value.ConstantValue.Value as string ?? ""))
            Add(registration, ClientRegistration.Guard(site, registration));
    }

    private void Add(SyntaxNode place, Edit? edit)
    {
        _places.Add(place);
        if (edit is null || !_edit.TryAdd(edit))
            _failed = true;
    }
}
