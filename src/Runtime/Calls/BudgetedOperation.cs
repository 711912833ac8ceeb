namespace AsyncJobs.Calls;

/// <summary>One step of a budgeted call: the request, or one read of its body.</summary>
/// <param name="Source">Fires at the end of the budget, and when the caller cancels the step.</param>
/// <param name="Caller">The caller's token.</param>
/// <param name="Registration">Ties the two.</param>
internal readonly record struct BudgetedOperation(
    CancellationTokenSource Source, CancellationToken Caller, CancellationTokenRegistration Registration)
{
    public CancellationToken Token => Source.Token;
}
