namespace AsyncJobs;

/// <summary>
/// Is called at the end of each invocation, before Lambda freezes the process: for what has to be sent before, such as the spans and metrics of
/// OpenTelemetry. Register it as a singleton, <c>services.AddSingleton&lt;IInvocationEndHook, MyHook&gt;()</c>, in the method with
/// <see cref="JobServicesAttribute"/>; with <see cref="JobServicesAttribute.AtStart"/> it is called in all functions of the application.
/// </summary>
/// <remarks>
/// It is made with the services, and called from then on: after what the invocation did is written, whether it went well or not, and before the
/// platform gets its reply. Of a request, the caller waits for it, too.
/// </remarks>
public interface IInvocationEndHook
{
    /// <summary>Does what has to be done before the process is frozen. What it throws is logged, and changes nothing.</summary>
    /// <param name="limit">
    /// How long it may take: what is left of the invocation, 5 seconds at most, for all hooks together. After that nobody waits for it.
    /// </param>
    /// <param name="cancellationToken">Fires when that time is over.</param>
    ValueTask OnInvocationEndAsync(TimeSpan limit, CancellationToken cancellationToken);
}
