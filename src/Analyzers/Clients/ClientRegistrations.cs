using System.Collections.Concurrent;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Known.Libraries;
using AsyncJobs.Analyzers.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Which clients of a container, and which handlers, apply the budget.</summary>
internal sealed class ClientRegistrations(TimeValues values)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _budgeting = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _budgetingByOthers = new(SymbolEqualityComparer.Default);
    private readonly Lazy<bool> _mayApplyBudget = new(() => HasBudget(values.Code));
    private readonly Lazy<bool> _mayGuard = new(() => HasBudget(values.Code) || HasTimeOrHandler(values.Code));
    private GuardedClients? _guarded;
    private GuardedClients? _guardedByOthers;
    private GuardedClients? _limited;
    private GuardedClients? _fixed;

    public CodeIndex Code => Values.Code;

    public TimeValues Values { get; } = values;

    /// <summary>Whether anything here may put a client under the budget by the product's own means, as far as the words of the files tell.</summary>
    public bool MayApplyBudget => _mayApplyBudget.Value;

    /// <summary>Whether any client may limit its calls by itself. Where none can, no client has to be followed.</summary>
    public bool MayGuard => _mayGuard.Value;

    /// <summary>
    /// Whether a handler of this type applies the budget: the product's own, or one that sends with a token made from the remaining time.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="countsBudget">Whether the product's own handler counts.</param>
    /// <param name="asker">The search that asks on its way.</param>
    public bool IsBudgeting(ITypeSymbol? type, CancellationToken cancellationToken, bool countsBudget = true, HandlerGuard? asker = null)
    {
        if (Code.Known.Product.BudgetHandler.Is(type))
            return countsBudget;
        if (type is not INamedTypeSymbol named || !Code.IsSource(named) || !Code.Known.Http.IsDelegatingHandler(named))
            return false;

        ConcurrentDictionary<ISymbol, bool> answers = countsBudget ? _budgeting : _budgetingByOthers;
        if (answers.TryGetValue(named, out bool known))
            return known;

        // A handler that may be given one of its own type says nothing new by that.
        if (asker?.IsAbout(named) == true)
            return false;

        bool found = SendsInTime(named, countsBudget, cancellationToken)
            || new HandlerGuard(this, cancellationToken) { CountsBudget = countsBudget, Type = named, Asker = asker }.IsGivenToBase(named);

        // Within another question the answer may lack what that one leaves out.
        return found || asker is null ? answers.GetOrAdd(named, found) : found;
    }

    /// <summary>Whether a client made by a factory is guarded.</summary>
    /// <param name="name">Its name; empty for the default one, null if it is not known.</param>
    /// <param name="countsTimeout">Whether a timeout made from the remaining time is enough.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="countsBudget">Whether the product's own handler counts.</param>
    public bool GuardsNamed(string? name, bool countsTimeout, CancellationToken cancellationToken, bool countsBudget = true) =>
        Guarded(countsBudget, cancellationToken).HasNamed(name) || (countsTimeout && Limited(cancellationToken).HasNamed(name));

    /// <summary>Whether the client that a type is given by the container is guarded.</summary>
    /// <param name="type">The type; null for a client that is asked for by itself.</param>
    /// <param name="countsTimeout">Whether a timeout made from the remaining time is enough.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="countsBudget">Whether the product's own handler counts.</param>
    public bool GuardsInjected(INamedTypeSymbol? type, bool countsTimeout, CancellationToken cancellationToken, bool countsBudget = true) =>
        Guarded(countsBudget, cancellationToken).HasInjected(type) || (countsTimeout && Limited(cancellationToken).HasInjected(type));

    /// <summary>Whether the client that a type is given by the container has a timeout that is the same in each invocation.</summary>
    public bool HasFixedTimeout(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        (_fixed ??= new RegistrationSearch(this, cancellationToken).FindFixed()).HasInjected(type);

    private static bool HasBudget(CodeIndex code) =>
        KnownProduct.BudgetWords.Any(word => code.Mentions.Has(word, CancellationToken.None)) || code.Known.Product.IsUsedElsewhere;

    private static bool HasTimeOrHandler(CodeIndex code) =>
        code.Mentions.Has(HttpLibrary.Timeout, CancellationToken.None) || code.Types.Any(code.Known.Http.IsDelegatingHandler);

    private GuardedClients Guarded(bool countsBudget, CancellationToken cancellationToken) => countsBudget
        ? _guarded ??= new RegistrationSearch(this, cancellationToken).FindGuarded(countsBudget)
        : _guardedByOthers ??= new RegistrationSearch(this, cancellationToken).FindGuarded(countsBudget);

    private GuardedClients Limited(CancellationToken cancellationToken) =>
        _limited ??= new RegistrationSearch(this, cancellationToken).FindLimited();

    private bool SendsInTime(INamedTypeSymbol handler, bool countsBudget, CancellationToken cancellationToken)
    {
        foreach (ISymbol member in handler.GetMembers())
        {
            if (member is not IMethodSymbol { Name: "SendAsync" or "Send" } method)
                continue;

            foreach (IOperation operation in Code.BodiesOf(method, cancellationToken).SelectMany(static body => body.Descendants()))
            {
                if (operation is IInvocationOperation { TargetMethod.Name: "SendAsync" or "Send" } invocation
                    && Code.Outgoing.TokenOf(invocation) is { } token
                    && Values.Of(token.Value, cancellationToken).IsDerived
                    && (countsBudget || !new CurrentToken(Values, cancellationToken).Of(token.Value)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
