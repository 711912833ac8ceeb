namespace AsyncJobs.Analyzers.Known;

/// <summary>The types by which code sends requests, by their names alone: as another assembly mentions them, or another project's text.</summary>
internal static class SendingTypes
{
    private const string Sdk = "Amazon";

    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "System.Net.Http.HttpClient", "System.Net.Http.HttpMessageInvoker", "System.Net.Http.IHttpClientFactory",
        "System.Net.HttpWebRequest", "System.Net.WebClient",
        "Flurl.Http.FlurlClient", "Flurl.Http.IFlurlClient", "Flurl.Http.IFlurlRequest", "Flurl.Http.GeneratedExtensions",
        "Grpc.Core.CallInvoker", "Grpc.Core.ClientBase", "RestSharp.RestClient", "RestSharp.IRestClient", "System.ServiceModel.ClientBase",
        "Amazon.DynamoDBv2.DataModel.IDynamoDBContext", "Amazon.DynamoDBv2.DataModel.DynamoDBContext", "Amazon.S3.Transfer.TransferUtility",
    };

    private static readonly HashSet<string> s_simpleNames =
        new(s_names.Select(static name => name.Substring(name.LastIndexOf('.') + 1)), StringComparer.Ordinal);

    /// <summary>Whether one of them has this name, which may say how many type parameters it has.</summary>
    public static bool Have(string container, string name) =>
        s_names.Contains($"{container}.{name.Split('`')[0]}") || (container.StartsWith(Sdk + ".", StringComparison.Ordinal) && IsOfSdk(name));

    /// <summary>Whether one of them has this name, whatever its namespace.</summary>
    public static bool Have(string name) => s_simpleNames.Contains(name) || IsOfSdk(name);

    // IAmazonS3, AmazonS3Client
    private static bool IsOfSdk(string name) =>
        (name.StartsWith("I" + Sdk, StringComparison.Ordinal) && name != "IAmazonService")
        || (name.StartsWith(Sdk, StringComparison.Ordinal) && name.EndsWith("Client", StringComparison.Ordinal) && name != "AmazonServiceClient");
}
