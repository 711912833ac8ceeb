using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>Lambda's durable functions: what a workflow is given, and what the bodies of its operations are.</summary>
internal sealed class KnownDurable(Compilation compilation)
{
    private readonly KnownType _workflow = new(compilation, "Amazon.Lambda.DurableExecution.IDurableContext");

    private readonly KnownType _branch = new(compilation, "Amazon.Lambda.DurableExecution.DurableBranch`1");

    private readonly KnownType _bodies = new(
        compilation,
        "Amazon.Lambda.DurableExecution.IDurableContext", "Amazon.Lambda.DurableExecution.IStepContext",
        "Amazon.Lambda.DurableExecution.IConditionCheckContext", "Amazon.Lambda.DurableExecution.IWaitForCallbackContext");

    /// <summary>Whether the project has durable functions.</summary>
    public bool IsReferenced => _workflow.Exists;

    /// <summary>The words of which code has one that has durable functions: their namespace, and what a body of theirs is given.</summary>
    public static readonly string[] Words =
        ["DurableExecution", "IDurableContext", "IStepContext", "IConditionCheckContext", "IWaitForCallbackContext"];

    /// <summary>Whether another assembly may hand out a context of one, as a base class does, without a word here.</summary>
    public bool IsUsedElsewhere => _workflow.IsUsedElsewhere("Amazon");

    /// <summary>The property of a workflow's context that is the invocation's.</summary>
    public const string LambdaContext = "LambdaContext";

    /// <summary>Whether a type is the context of a workflow, or of a part of one.</summary>
    public bool IsWorkflowContext(ITypeSymbol? type) => _workflow.IsImplementedBy(type);

    /// <summary>Whether a method runs a workflow, or is a part of one.</summary>
    public bool IsWorkflow(IMethodSymbol method) => method.Parameters.Any(parameter => IsWorkflowContext(parameter.Type));

    /// <summary>Whether a function has the form of a durable operation's body, which is given a context of its own.</summary>
    public bool IsBody(IMethodSymbol function) => function.Parameters.Any(parameter => _bodies.Is(parameter.Type));

    /// <summary>Whether a method is a durable operation.</summary>
    public bool IsOperation(IMethodSymbol method) => IsWorkflowContext(method.ContainingType);

    /// <summary>Whether a type is a branch of a parallel operation, with its body.</summary>
    public bool IsBranch(ITypeSymbol? type) => _branch.Is(type);
}
