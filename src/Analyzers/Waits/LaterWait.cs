using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Waits;

/// <summary>
/// Tells whether code whose wait for a call is over waits for the same call again, without an end, whatever became of the first wait:
/// <c>await Task.WhenAny(all, delay); Close(); await all;</c>.
/// </summary>
internal static class LaterWait
{
    /// <summary>Whether it does.</summary>
    /// <param name="code">Where code is.</param>
    /// <param name="wait">The wait that has an end.</param>
    /// <param name="call">The call that is waited for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static bool IsFor(CodeIndex code, IInvocationOperation wait, IInvocationOperation call, CancellationToken cancellationToken)
    {
        IOperation statement = wait;
        while (statement.Parent is { } parent and not IBlockOperation)
            statement = parent;
        if (statement.Parent is not IBlockOperation block)
            return false;

        for (int index = block.Operations.IndexOf(statement); index < block.Operations.Length; index++)
        {
            IOperation current = block.Operations[index];
            if (current != statement && current is IExpressionStatementOperation or IVariableDeclarationGroupOperation or IReturnOperation
                && WaitsFor(code, current, call, cancellationToken))
            {
                return true;
            }

            // if (winner != call) throw new TimeoutException(); client.CancelPendingRequests();
            if (current.DescendantsAndSelf().Any(part => part is IReturnOperation or IThrowOperation or IBranchOperation || Ends(code, part)))
                return false;
        }

        return false;
    }

    private static bool Ends(CodeIndex code, IOperation part) =>
        part is IInvocationOperation { TargetMethod.Name: "CancelPendingRequests" or "Abort" or "Dispose", Instance: { } instance }
        && (code.Known.Http.IsInvoker(instance.Type) || code.Known.IsRequest(instance.Type));

    private static bool WaitsFor(CodeIndex code, IOperation statement, IInvocationOperation call, CancellationToken cancellationToken) =>
        statement.Descendants().Any(part => part is IAwaitOperation { Operation: { } awaited } && IsSure(part, statement)
            && !awaited.DescendantsAndSelf().Any(inner => inner is IInvocationOperation ended && WaitAround.Of(code, ended) is not null)
            && WaitedTasks.LeadTo(code, awaited, call, cancellationToken));

    // winner == call ? await call : null
    private static bool IsSure(IOperation part, IOperation statement)
    {
        for (IOperation? current = part.Parent; current is not null && current != statement; current = current.Parent)
        {
            if (current is IConditionalOperation or ISwitchExpressionOperation or ICoalesceOperation or IConditionalAccessOperation
                or IBinaryOperation or IAnonymousFunctionOperation)
            {
                return false;
            }
        }

        return true;
    }
}
