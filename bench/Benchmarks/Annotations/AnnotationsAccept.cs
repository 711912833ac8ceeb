using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using AsyncJobs.Benchmarks.Http;

namespace AsyncJobs.Benchmarks.Annotations;

/// <summary>Calls what Annotations generated, as the loop of Amazon.Lambda.RuntimeSupport does with an event that it has taken.</summary>
internal sealed class AnnotationsAccept
{
    private readonly SourceGeneratorLambdaJsonSerializer<AnnotationsJson> _serializer = new();
    private readonly MemoryStream _reply = new();
    private readonly ReportFunctions_Start_Generated _functions = new();

    public AnnotationsAccept()
    {
        // A refusal would be quicker, or slower, and no comparison.
        Run();
        string reply = Encoding.UTF8.GetString(_reply.ToArray());
        if (!reply.Contains("\"statusCode\":202", StringComparison.Ordinal))
            throw new InvalidOperationException("Annotations was expected to reply 202: " + reply);
    }

    /// <returns>The length of the reply.</returns>
    public int Run()
    {
        using MemoryStream payload = new(HttpApiEvents.Accept);
        using Stream reply = _functions.Start(_serializer.Deserialize<APIGatewayHttpApiV2ProxyRequest>(payload), null!);
        _reply.SetLength(0);
        reply.CopyTo(_reply);
        return (int)_reply.Length;
    }
}
