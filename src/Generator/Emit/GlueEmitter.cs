namespace AsyncJobs.Generator.Emit;

/// <summary>Writes the extension methods by which the project's own libraries get at the budget.</summary>
internal static class GlueEmitter
{
    public const string HttpClientHintName = "AsyncJobs.HttpClientBuilder.g.cs";
    public const string LambdaHintName = "AsyncJobs.LambdaContext.g.cs";

    public const string LambdaClientHintName = "AsyncJobs.LambdaClient.g.cs";
    public const string EmbeddedHintName = "AsyncJobs.Embedded.g.cs";

    private const string Namespace = "AsyncJobs";

    public static string EmitHttpClient(bool hasFriends) => Emit((source, names) => source.Line(
            $$"""
            /// <summary>Puts HTTP clients of a container under the budget.</summary>
            {{FileHeader.Attributes}}{{Hidden(hasFriends)}}
            internal static class BudgetHttpClientBuilderExtensions
            {
                /// <summary>
                /// Gives every request of the client the time that the invocation has left, and makes the client's own timeout infinite. Call it
                /// after handlers that retry are added, so that each of their attempts gets what the ones before have left.
                /// </summary>
                /// <param name="builder">The client.</param>
                /// <param name="service">The service that is called, for logs, metrics and errors.</param>
                internal static {{names.DependencyInjection}}IHttpClientBuilder AddBudget(
                    this {{names.DependencyInjection}}IHttpClientBuilder builder,
                    string service)
                {
                    {{names.DependencyInjection}}HttpClientBuilderExtensions.ConfigureHttpClient(
                        builder,
                        client => client.Timeout = global::System.Threading.Timeout.InfiniteTimeSpan);
                    return {{names.DependencyInjection}}HttpClientBuilderExtensions.AddHttpMessageHandler(
                        builder,
                        () => new global::AsyncJobs.BudgetHandler(service));
                }
            }
            """));

    public static string EmitLambda(bool hasFriends) => Emit((source, names) => source.Line(
            $$"""
            /// <summary>Makes a budget for functions of Amazon.Lambda.Core.</summary>
            {{FileHeader.Attributes}}{{Hidden(hasFriends)}}
            internal static class BudgetLambdaContextExtensions
            {
                /// <summary>Makes the budget of the invocation. Call <c>Enter</c> on it, so that the handlers of HTTP clients find it.</summary>
                /// <param name="context">The invocation.</param>
                /// <param name="reserve">What to keep for recovery; null for one second.</param>
                internal static global::AsyncJobs.InvocationBudget CreateBudget(
                    this {{names.Lambda}}ILambdaContext context,
                    global::System.TimeSpan? reserve = null) =>
                    global::AsyncJobs.InvocationBudget.FromRemaining(
                        context.RemainingTime,
                        reserve ?? global::System.TimeSpan.FromSeconds(1));
            }
            """));

    public static string EmitLambdaClient(bool hasFriends) => Emit((source, names) => source.Line(
            $$"""
            /// <summary>Sends the events of jobs through the client of AWSSDK.Lambda.</summary>
            {{FileHeader.Attributes}}{{Hidden(hasFriends)}}
            internal static class LambdaClientExtensions
            {
                /// <summary>Makes a dispatcher that uses this client. It does not dispose of it.</summary>
                /// <param name="client">The client.</param>
                /// <param name="functionName">The function that works on a job, by the job's name: a name, a partial ARN or an ARN.</param>
                internal static global::AsyncJobs.Dispatch.LambdaDispatcher CreateJobDispatcher(
                    this global::Amazon.Lambda.IAmazonLambda client,
                    global::System.Func<string, string> functionName) =>
                    new global::AsyncJobs.Dispatch.LambdaDispatcher(
                        functionName,
                        client.Config,
                        async (function, payload, cancellationToken) =>
                        {
                            global::Amazon.Lambda.Model.InvokeRequest request = new global::Amazon.Lambda.Model.InvokeRequest
                            {
                                FunctionName = function,
                                InvocationType = global::Amazon.Lambda.InvocationType.Event,
                                PayloadStream = payload,
                            };
                            return (await client.InvokeAsync(request, cancellationToken).ConfigureAwait(false)).HttpStatusCode;
                        });
            }
            """));

    /// <summary>Writes the attribute that hides a type from other assemblies, in the form in which other generators may write it as well.</summary>
    public static string EmitEmbedded()
    {
        SourceWriter source = new();
        FileHeader.Write(source);
        NamespaceBlock.Write(
            source,
            "Microsoft.CodeAnalysis",
            static code => code.Line("internal sealed partial class EmbeddedAttribute : global::System.Attribute\n{\n}"));
        return source.ToString();
    }

    // A friend has such methods of its own, and would find two of each.
    private static string Hidden(bool hasFriends) => hasFriends ? "\n[global::Microsoft.CodeAnalysis.Embedded]" : "";

    private static string Emit(Action<SourceWriter, Aliases> write)
    {
        SourceWriter source = new();
        FileHeader.Write(source);
        NamespaceBlock.Write(source, Namespace, code => write(code, code.Names));
        return source.ToString();
    }
}
