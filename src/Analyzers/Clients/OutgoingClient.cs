using AsyncJobs.Analyzers.Index;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Clients;

/// <summary>Finds the client that a call is made with.</summary>
internal static class OutgoingClient
{
    /// <summary>The client that sends the request; null for a handler's call of the next one.</summary>
    public static IOperation? Of(IInvocationOperation invocation)
    {
        IOperation? client = invocation.Instance
            ?? (invocation.TargetMethod.IsExtensionMethod && invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null);
        while (client is IConversionOperation { IsImplicit: true } conversion)
            client = conversion.Operand;
        return client is IConditionalAccessInstanceOperation instance ? OperationTree.ReceiverOf(instance) : client;
    }
}
