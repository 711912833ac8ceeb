using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>The package's own types, and those of Lambda that tell the remaining time.</summary>
internal sealed class KnownProduct(Compilation compilation)
{
    private const string Assembly = "AsyncJobs";

    private readonly KnownType _budget = new(compilation, "AsyncJobs.InvocationBudget");
    private readonly KnownType _jobContext = new(compilation, "AsyncJobs.JobContext");
    private readonly KnownType _lambdaContext = new(compilation, "Amazon.Lambda.Core.ILambdaContext");
    private readonly KnownType _job = new(compilation, "AsyncJobs.AsyncJobAttribute");
    private readonly KnownType _definition = new(compilation, "AsyncJobs.Jobs.JobDefinition");

    private readonly KnownType _entries = new(
        compilation, "AsyncJobs.AsyncJobAttribute", "AsyncJobs.JobServicesAttribute", "Amazon.Lambda.Annotations.LambdaFunctionAttribute");

    private readonly KnownType _functions = new(compilation, "Amazon.Lambda.Annotations.LambdaFunctionAttribute");
    private readonly KnownType _services = new(
        compilation, "AsyncJobs.Parameters.FromServicesAttribute", "Amazon.Lambda.Annotations.FromServicesAttribute");

    private readonly KnownType _startup = new(compilation, "Amazon.Lambda.Annotations.LambdaStartupAttribute");
    private readonly KnownType _clientFactory = new(compilation, "AsyncJobs.BudgetHttpClient");
    private readonly KnownType _registrations = new(compilation, "AsyncJobs.BudgetHttpClientBuilderExtensions");

    /// <summary>The property of Lambda's context that has all that remains, nothing kept in reserve.</summary>
    public const string RemainingTime = "RemainingTime";

    /// <summary>The handler that puts each call under the budget.</summary>
    public KnownType BudgetHandler { get; } = new(compilation, "AsyncJobs.BudgetHandler");

    /// <summary>Whether the project runs on Lambda.</summary>
    public bool IsReferenced => _budget.Exists || _lambdaContext.Exists;

    /// <summary>
    /// Whether a referenced assembly, other than the product's own, is built with the product: it may hand out what no word of this project names.
    /// </summary>
    public bool IsUsedElsewhere => BuiltWith.IsAny(compilation, Assembly, Assembly + ".");

    /// <summary>The same of Lambda's context, which a base class may have.</summary>
    public bool IsContextUsedElsewhere => _lambdaContext.IsUsedElsewhere("Amazon");

    /// <summary>Whether the project can enter budgets.</summary>
    public bool HasBudget => _budget.Exists;

    public bool IsBudget(ITypeSymbol? type) => _budget.Is(type);

    public bool IsJobContext(ITypeSymbol? type) => _jobContext.Is(type);

    public bool IsLambdaContext(ITypeSymbol? type) => _lambdaContext.IsImplementedBy(type);

    /// <summary>What an invocation is given, and its remaining time read from.</summary>
    public bool IsContext(ITypeSymbol? type) => IsBudget(type) || IsJobContext(type) || IsLambdaContext(type);

    /// <summary>Whether it is a method of a job, whose token is the budget's.</summary>
    public bool IsJob(IMethodSymbol method) => _job.IsOn(method);

    /// <summary>Whether a method is itself one invocation: a job, or what is given the context or the budget of one.</summary>
    public bool IsInvocation(IMethodSymbol method) => IsJob(method) || method.Parameters.Any(parameter => IsContext(parameter.Type));

    /// <summary>Whether the project can have jobs.</summary>
    public bool HasJobs => _job.Exists;

    /// <summary>Whether a type is a definition of jobs.</summary>
    public bool IsDefinition(ITypeSymbol? type) => _definition.IsBaseOf(type);

    /// <summary>The [AsyncJob] of a method, on either part of a partial one; null where it is no job.</summary>
    public AttributeData? JobOf(IMethodSymbol method)
    {
        foreach (IMethodSymbol? part in new[] { method, method.PartialDefinitionPart, method.PartialImplementationPart })
        {
            if (part?.GetAttributes().FirstOrDefault(attribute => _job.IsBaseOf(attribute.AttributeClass)) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Whether the platform, and no code of the project, calls a method.</summary>
    public bool IsEntry(IMethodSymbol method) =>
        method.Parameters.Any(parameter => IsLambdaContext(parameter.Type)) || _entries.IsOn(method) || _startup.IsOn(method.ContainingType);

    /// <summary>Whether a function is given the context of Lambda.</summary>
    public bool TakesContext(IMethodSymbol method) => method.Parameters.Any(parameter => IsLambdaContext(parameter.Type));

    /// <summary>Whether Lambda may call a method, which then enters no budget unless it does so itself.</summary>
    public bool IsHandler(IMethodSymbol method) => TakesContext(method) || _functions.IsOn(method);

    /// <summary>Whether a parameter of a method takes what each invocation brings, if nothing in the project calls the method.</summary>
    public bool IsBrought(IParameterSymbol parameter, IMethodSymbol method) =>
        (IsHandler(method) || IsJob(method)) && !IsContext(parameter.Type) && !_services.IsOn(parameter);

    /// <summary>Whether a method makes clients that are under the budget.</summary>
    public bool IsClientFactory(IMethodSymbol method) => _clientFactory.Is(method.ContainingType);

    /// <summary>Whether a method puts a registered client under the budget.</summary>
    public bool IsAddBudget(IMethodSymbol method) => method.Name == AddBudget && _registrations.Is(method.ContainingType);

    /// <summary>The name of that method, by which its calls are found.</summary>
    public const string AddBudget = "AddBudget";

    /// <summary>The words of which code has one that puts clients under the budget.</summary>
    public static readonly string[] BudgetWords = [Handler, "BudgetHttpClient", AddBudget];

    /// <summary>
    /// The words of which code has one that makes anything of the remaining time: it names what an invocation is given, or reads it off that.
    /// </summary>
    public static readonly string[] TimeWords =
        [RemainingTime, "ILambdaContext", KnownDurable.LambdaContext, "InvocationBudget", "JobContext", "AsyncJob", "AsyncJobAttribute"];

    /// <summary>The words of which code has both that reads the current budget.</summary>
    public static readonly string[] CurrentWords = ["InvocationBudget", Current];

    /// <summary>The name of the property that has the current budget.</summary>
    public const string Current = "Current";

    /// <summary>The name of the product's handler, by which its mentions are found.</summary>
    public const string Handler = "BudgetHandler";
}
