namespace AsyncJobs.Generator.Model;

/// <summary>The input of AppJobs.</summary>
/// <param name="Namespace">Its namespace, escaped; empty for the global one.</param>
/// <param name="Jobs">The jobs in the order of their names.</param>
/// <param name="Services">The method that registers the services; null for none.</param>
/// <param name="Handlers">How Lambda calls the assembly's methods; null where it runs a program instead.</param>
/// <param name="HasLambdaClient">Whether the services may have the client of AWSSDK.Lambda.</param>
/// <param name="HasPayloadBucket">Whether the services may register a bucket for large payloads.</param>
/// <param name="HasDirectClients">Whether AWS is called by the clients of AsyncJobs.Direct.</param>
/// <param name="Runtime">Lambda's runtime, as Amazon.Lambda.Annotations is told; null where it is not.</param>
/// <param name="UseDiagnostics">Ids of the diagnostics that attributes put on the use of the generated classes and of the services' method.</param>
internal sealed record AppModel(
    string Namespace, EquatableArray<ListedJob> Jobs, ServicesModel? Services, HandlersModel? Handlers, bool HasLambdaClient,
    bool HasPayloadBucket, bool HasDirectClients, string? Runtime, EquatableArray<string> UseDiagnostics);
