using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>
/// Tells whether a call of another library's client is given a token or a time: by itself, its request, its client, or the HttpClient that this is
/// made from. A fixed time counts, since it is reported where it is set. A request that cannot be seen counts as well, and a client does not.
/// </summary>
/// <param name="clients">What is registered.</param>
/// <param name="cancellationToken">Cancels.</param>
/// <param name="countsBudget">Whether the current budget counts, in a handler or as a token, which limits nothing where none is entered.</param>
internal sealed class LibraryLimit(ClientRegistrations clients, CancellationToken cancellationToken, bool countsBudget = true)
    : SourceWalker<bool>(clients.Code, cancellationToken)
{
    private const string ResponseStream = "ResponseStream";

    private readonly GivenLimit _given = new(clients.Values, cancellationToken, countsBudget);
    private readonly UngivenValues _ungiven = new(clients.Code, cancellationToken);

    /// <summary>Whether a token counts that may be anything, and not only one that is made from the remaining time.</summary>
    public bool CountsToken { get; init; } = true;

    /// <summary>Whether a call of a library has a limit.</summary>
    public bool IsOf(IInvocationOperation call, KnownLibrary library) =>
        IsToken(call) || _given.IsTime(call.Arguments)
        || Of(OutgoingClient.Of(call))
        || call.Arguments.Any(argument => Known.IsRequest(argument.Value.Type) && Of(argument.Value))
        || IsReadWithToken(call)
        || library.Interceptors.Any(name => Code.Mentions.Of(name, CancellationToken).Any())
        || library.Defaults.SelectMany(name => Code.Mentions.Of(name, CancellationToken)).Any(IsToldAt);

    public override bool OfAny(IEnumerable<IOperation> operations) => operations.Any(Of);

    protected override bool Follow(IOperation operation)
    {
        if (operation.Type is { SpecialType: SpecialType.System_String })
            return false;
        if (Known.Http.IsInvoker(operation.Type))
            return new ClientGuard(clients, CancellationToken, countsBudget) { CountsFixedTimeout = true }.Of(operation);
        if (Known.Http.IsHandler(operation.Type))
            return new HandlerGuard(clients, CancellationToken) { CountsBudget = countsBudget }.Of(operation);

        return (operation is IAnonymousFunctionOperation function && IsToldIn(function)) || base.Follow(operation);
    }

    protected override bool OfLocal(ILocalReferenceOperation local) => OfVariable(local.Local, local);

    protected override bool OfField(IFieldReferenceOperation field) => OfVariable(field.Field, field);

    protected override bool OfProperty(IPropertyReferenceOperation property)
    {
        if (!Code.IsSource(property.Property))
            return Of(property.Instance);

        return (property.Property.GetMethod is { } getter && Visited.Add(getter) && OfAny(Code.ReturnsOfCall(getter, CancellationToken)))
            || OfVariable(property.Property, property);
    }

    protected override bool OfParameter(IParameterReferenceOperation reference)
    {
        IParameterSymbol parameter = reference.Parameter.OriginalDefinition;
        if (!Visited.Add(parameter))
            return false;
        if (IsTold(parameter, reference) || Code.Callers.AllPass(parameter, Of, CancellationToken))
            return true;

        return Known.IsRequest(parameter.Type)
            ? !Code.Callers.PassedFor(parameter, CancellationToken).Any()
            : IsLimitedWhenInjected(parameter.Type);
    }

    protected override bool OfCreation(IObjectCreationOperation creation) =>
        IsToldBy(creation, creation.Arguments)
        || (creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Any(IsTold) ?? false)
        || IsLimitedType(creation.Type);

    protected override bool OfCall(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (Known.ClientFactory.IsLookup(method))
            return invocation.Type is { } type && IsLimitedWhenInjected(type);
        if (!Code.IsSource(method))
            return IsToldBy(invocation, invocation.Arguments) || Of(invocation.Instance);

        return Visited.Add(method.OriginalDefinition) && OfAny(Code.ReturnsOfCall(method, CancellationToken));
    }

    protected override bool OfOther(IOperation operation) => operation is IInstanceReferenceOperation && IsLimitedType(operation.Type);

    private bool OfVariable(ISymbol variable, IOperation near)
    {
        if (!Visited.Add(variable))
            return false;

        IOperation[] written = [.. Code.References.WrittenTo(variable, near, CancellationToken)];
        return OfAny(written) || IsTold(variable, near)
            || (written.Length == 0 && variable is IFieldSymbol field && IsLimitedWhenInjected(field.Type));
    }

    // What makes a client or request is given a time, or something that has one.
    private bool IsToldBy(IOperation made, ImmutableArray<IArgumentOperation> arguments) =>
        _given.IsTime(arguments)
        || (Known.IsRequest(made.Type) && _given.IsToken(arguments))
        || arguments.Any(argument => Of(argument.Value));

    private bool IsTold(ISimpleAssignmentOperation assignment) => _given.IsTime(assignment) || Of(assignment.Value);

    // request.Timeout = left, client.Settings.Timeout = left, client.WithTimeout(left), Prepare(request)
    private bool IsTold(ISymbol variable, IOperation near)
    {
        foreach (IOperation reference in Code.References.To(variable, near, CancellationToken))
        {
            IOperation part = reference;
            while (part.Parent is IConversionOperation or IParenthesizedOperation
                || (part.Parent is IPropertyReferenceOperation property && property.Instance == part))
            {
                part = part.Parent;
            }

            bool isTold = part.Parent switch
            {
                ISimpleAssignmentOperation assignment when assignment.Target == part => IsTime(assignment),
                IInvocationOperation invocation when invocation.Instance == part => Configures(invocation),
                IArgumentOperation { Parameter: { } parameter } when Code.IsSource(parameter) =>
                    Code.Implementations.ParametersFor(parameter.OriginalDefinition).Any(own => Visited.Add(own) && IsTold(own, reference)),
                IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } invocation } => Configures(invocation),
                _ => false,
            };
            if (isTold)
                return true;
        }

        return false;
    }

    // A method or setter that does nothing but take a time, and that nothing calls, tells none.
    private bool IsTime(ISimpleAssignmentOperation assignment) =>
        _given.IsTime(assignment) && !(_ungiven.IsOne(assignment.Value) && IsSetterAlone(assignment));

    private bool IsSetterAlone(IOperation assignment) => !OperationTree.RootOf(assignment).Descendants().Any(part =>
        part is IInvocationOperation call && (Code.IsSource(call.TargetMethod) || Code.Outgoing.KindOf(call) != OutgoingKind.None));

    private bool Configures(IInvocationOperation invocation) =>
        Code.Outgoing.KindOf(invocation) == OutgoingKind.None
        && (_given.IsTime(invocation.Arguments)
            || invocation.Arguments.Any(argument => OperationTree.Unwrapped(argument.Value) is IDelegateCreationOperation { Target: { } target }
                && IsToldIn(target)));

    // options => options.Timeout = left, () => new BudgetHandler("a")
    private bool IsToldIn(IOperation code) => code.DescendantsAndSelf().Any(part => part switch
    {
        ISimpleAssignmentOperation assignment => _given.IsTime(assignment),
        IInvocationOperation invocation => _given.IsTime(invocation.Arguments),
        IObjectCreationOperation creation => clients.IsBudgeting(creation.Type, CancellationToken, countsBudget),
        _ => false,
    });

    private bool IsToldAt(SyntaxNode mention)
    {
        IOperation? statement = Code.OperationAt(mention, CancellationToken);
        while (statement is { Parent: not null } and not IExpressionStatementOperation)
            statement = statement.Parent;
        return statement is not null && IsToldIn(statement);
    }

    // A client of the project's own that gives its requests a time, or its base options with one.
    private bool IsLimitedType(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && Code.IsSource(named) && Visited.Add(named)
        && (named.DeclaringSyntaxReferences.SelectMany(declaration => declaration.GetSyntax(CancellationToken).DescendantNodes())
            .OfType<AssignmentExpressionSyntax>()
            .Any(node => Code.OperationOf(node, CancellationToken) is ISimpleAssignmentOperation assignment && IsTime(assignment))
            || IsLimitedType(named.BaseType));

    private bool IsLimitedWhenInjected(ITypeSymbol type) =>
        type is INamedTypeSymbol named
        && (clients.GuardsInjected(named, countsTimeout: true, CancellationToken, countsBudget)
            || clients.HasFixedTimeout(named, CancellationToken)
            || IsLimitedType(named)
            || IsRegisteredWithLimit(named));

    // services.AddSingleton<IRestClient>(new RestClient(…))
    private bool IsRegisteredWithLimit(INamedTypeSymbol type)
    {
        foreach (SyntaxNode mention in ClientFactoryLibrary.ServiceMethods.SelectMany(name => Code.Mentions.Of(name, CancellationToken)))
        {
            if (Code.OperationAt(mention, CancellationToken) is IInvocationOperation registration
                && Known.ClientFactory.IsService(registration.TargetMethod)
                && registration.TargetMethod.TypeArguments.Contains(type, SymbolEqualityComparer.Default)
                && (registration.TargetMethod.TypeArguments.Any(IsLimitedType) || registration.Arguments.Any(argument => Of(argument.Value))))
            {
                return true;
            }
        }

        return false;
    }

    // using var call = client.Watch(request); await foreach (… in call.ResponseStream.ReadAllAsync(token)): its reads end the call.
    private bool IsReadWithToken(IInvocationOperation call) =>
        Known.IsBegunCall(call.Type)
        && OperationTree.RootOf(call).Descendants().OfType<IInvocationOperation>().Any(read =>
            read.DescendantsAndSelf().Any(static part => part is IPropertyReferenceOperation { Property.Name: ResponseStream })
            && IsToken(read));

    private bool IsToken(IInvocationOperation call) =>
        CountsToken ? _given.IsToken(call.Arguments) : _given.IsDerivedToken(call.Arguments);
}
