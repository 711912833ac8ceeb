using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Known.Libraries;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Finds the registrations of clients that the budget limits: from the call that adds a handler, or sets a timeout, back to the one that names the
/// client. One search finds one kind, and is not used again.
/// </summary>
internal sealed class RegistrationSearch(ClientRegistrations clients, CancellationToken cancellationToken)
{
    private readonly GuardedClients _found = new();

    private CodeIndex Code => clients.Code;

    private ClientFactoryLibrary Factory => clients.Code.Known.ClientFactory;

    /// <summary>Those that have a handler that applies the budget.</summary>
    /// <param name="countsBudget">Whether the product's own handler counts.</param>
    public GuardedClients FindGuarded(bool countsBudget)
    {
        foreach (SyntaxNode mention in countsBudget ? Code.Mentions.Of(KnownProduct.AddBudget, cancellationToken) : [])
        {
            if (Code.OperationAt(mention, cancellationToken) is IInvocationOperation { Syntax: InvocationExpressionSyntax call } added
                && Code.Known.Product.IsAddBudget(added.TargetMethod))
            {
                FollowChain(call);
            }
        }

        foreach (string handler in BudgetingHandlers(countsBudget))
        {
            foreach (SyntaxNode mention in Code.Mentions.Of(handler, cancellationToken))
            {
                if (mention.Ancestors().OfType<InvocationExpressionSyntax>().FirstOrDefault(AddsHandler) is { } call)
                    FollowChain(call);
            }
        }

        _found.Plain = HasGuardedService(countsBudget);
        return _found;
    }

    /// <summary>Those whose timeout is made from the remaining time where they are registered.</summary>
    public GuardedClients FindLimited() => FindTimed((value, call) => clients.Values.IsDerivedForCallers(value, cancellationToken, call));

    /// <summary>Those whose timeout is the same in each invocation.</summary>
    public GuardedClients FindFixed() => FindTimed((value, call) => clients.Values.Of(value, cancellationToken, call).IsFixed);

    private GuardedClients FindTimed(Func<IOperation, CallFrame?, bool> isWanted)
    {
        foreach (SyntaxNode mention in ClientFactoryLibrary.ConfiguringMethods.SelectMany(name => Code.Mentions.Of(name, cancellationToken)))
        {
            if (Code.OperationAt(mention, cancellationToken) is IInvocationOperation { Syntax: InvocationExpressionSyntax call } configured
                && (Factory.IsClient(configured.TargetMethod) || Factory.IsConfiguration(configured.TargetMethod))
                && configured.Arguments.Any(argument => LimitsClient(argument.Value, isWanted)))
            {
                FollowChain(call);
            }
        }

        foreach (SyntaxNode mention in Code.Mentions.Of(ClientFactoryLibrary.Actions, cancellationToken))
            FollowOptions(mention, isWanted);
        return _found;
    }

    // services.Configure<HttpClientFactoryOptions>("name", options => options.HttpClientActions.Add(http => http.Timeout = left))
    private void FollowOptions(SyntaxNode mention, Func<IOperation, CallFrame?, bool> isWanted)
    {
        bool isLimited = false;
        foreach (InvocationExpressionSyntax call in mention.Ancestors().OfType<InvocationExpressionSyntax>())
        {
            if (MethodOf(call) is not { } method)
                continue;

            isLimited |= method.Arguments.Any(argument => LimitsClient(argument.Value, isWanted));
            if (!isLimited || !Factory.IsOptions(method))
                continue;

            if (method.TargetMethod.Name.EndsWith("All", StringComparison.Ordinal))
                _found.All = true;
            else if (ClientNames.In(method) is { } name)
                _found.Names.Add(name);
        }
    }

    private bool LimitsClient(IOperation argument, Func<IOperation, CallFrame?, bool> isWanted) =>
        argument.Type is { TypeKind: TypeKind.Delegate } && new ClientSetup(Code, isWanted, cancellationToken).Of(argument);

    private IEnumerable<string> BudgetingHandlers(bool countsBudget)
    {
        if (countsBudget)
            yield return KnownProduct.Handler;
        foreach (INamedTypeSymbol type in Code.Types)
        {
            if (type.BaseType is not null && Code.Known.Http.IsDelegatingHandler(type) && clients.IsBudgeting(type, cancellationToken, countsBudget))
                yield return type.Name;
        }
    }

    private bool AddsHandler(InvocationExpressionSyntax call) =>
        NameOf(call) is { } name && ClientFactoryLibrary.HandlerMethods.Contains(name) && MethodOf(call) is { } method
            && Factory.IsHandler(method.TargetMethod);

    // Given the call of the project's own method in which the chain is, what that names is meant; else what all calls of it name.
    private void FollowChain(ExpressionSyntax link, IInvocationOperation? around = null)
    {
        AddClientsAfter(link, around);
        ExpressionSyntax? current = link;
        while (current is InvocationExpressionSyntax invocation)
        {
            if (MethodOf(invocation) is { } call)
            {
                if (Factory.IsClient(call.TargetMethod))
                    AddClient(call, around);
                else if (around is null && Code.IsSource(call.TargetMethod) && Factory.IsBuilder(call.Type))
                    FollowReturned(call);
            }

            current = invocation.Expression is MemberAccessExpressionSyntax access ? access.Expression : null;
        }

        if (current is not null)
            FollowBuilder(current, around);
    }

    // services.AddHttpClient("prices", http => http.Timeout = left).AddTypedClient<Prices>()
    private void AddClientsAfter(ExpressionSyntax link, IInvocationOperation? around)
    {
        ExpressionSyntax current = link;
        while (current.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == current)
        {
            if (MethodOf(next) is { } call && Factory.IsClient(call.TargetMethod))
                AddClient(call, around);
            current = next;
        }

        if (current.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
            && Code.DeclaredBy(variable, cancellationToken) is ILocalSymbol local && Code.OperationOf(current, cancellationToken) is { } builder)
        {
            AddClientsOf(local, builder, around);
        }
    }

    // IHttpClientBuilder builder = services.AddHttpClient("prices"); builder.AddTypedClient<Prices>(); wherever that is said.
    private void AddClientsOf(ISymbol builder, IOperation near, IInvocationOperation? around)
    {
        foreach (IOperation reference in Factory.IsBuilder(near.Type) ? Code.References.To(builder, near, cancellationToken) : [])
        {
            if (reference is ILocalReferenceOperation or IParameterReferenceOperation && reference.Syntax is ExpressionSyntax link
                && _found.Chains.Add(link))
            {
                AddClientsAfter(link, around);
            }
        }
    }

    // services.AddPrices<Prices>("prices").AddBudget(): the client that the project's own method registers.
    private void FollowReturned(IInvocationOperation call)
    {
        foreach (IOperation returned in Code.ReturnsOf(call.TargetMethod, cancellationToken))
        {
            if (OperationTree.Unwrapped(returned)?.Syntax is ExpressionSyntax chain)
                FollowChain(chain, call);
        }
    }

    private void FollowBuilder(ExpressionSyntax builder, IInvocationOperation? around)
    {
        switch (Code.OperationOf(builder, cancellationToken))
        {
            case ILocalReferenceOperation local:
                AddClientsOf(local.Local, local, around);
                foreach (IOperation reference in Code.References.To(local.Local, local, cancellationToken))
                {
                    if (reference is IVariableDeclaratorOperation declarator
                        && declarator.GetVariableInitializer()?.Value.Syntax is ExpressionSyntax value)
                    {
                        FollowChain(value);
                    }
                }

                break;
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol lambda } parameter
                when lambda.MethodKind == MethodKind.AnonymousFunction
                    && LambdaUse.CallOf(parameter, lambda) is { } configured && Factory.IsDefaults(configured.TargetMethod):
                _found.All = true;
                break;
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter } reference
                when method.MethodKind == MethodKind.Ordinary:
                AddClientsOf(parameter, reference, around);
                foreach (IOperation? passed in Code.Callers.PassedFor(parameter, cancellationToken))
                {
                    if (passed?.Syntax is ExpressionSyntax chain && _found.Chains.Add(chain))
                        FollowChain(chain);
                }

                break;
        }
    }

    private void AddClient(IInvocationOperation registration, IInvocationOperation? around)
    {
        RegisteredNames names = new(Code, around, cancellationToken);
        _found.Types.UnionWith(names.TypesOf(registration).Select(static type => type.OriginalDefinition));
        _found.Names.UnionWith(names.Of(registration));
    }

    // services.AddSingleton(new HttpClient(new BudgetHandler(…))): where one such client is not guarded, which one a class is given cannot be told.
    private bool HasGuardedService(bool countsBudget)
    {
        bool any = false;
        foreach (SyntaxNode mention in ClientFactoryLibrary.ServiceMethods.SelectMany(name => Code.Mentions.Of(name, cancellationToken)))
        {
            if (Code.OperationAt(mention, cancellationToken) is not IInvocationOperation registration || !Factory.IsClientService(registration))
                continue;
            if (!registration.Arguments.Any(argument =>
                new ClientGuard(clients, cancellationToken, countsBudget) { CountsRegistrations = false }.Of(argument.Value)))
            {
                return false;
            }
            any = true;
        }

        return any;
    }

    private IInvocationOperation? MethodOf(InvocationExpressionSyntax call) => Code.OperationOf(call, cancellationToken) as IInvocationOperation;

    private static string? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
