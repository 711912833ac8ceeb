using System.Text.Json.Nodes;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>A reply of a job's URL.</summary>
internal sealed record JobReply(int StatusCode, JsonNode Body)
{
    public static JobReply Read(ReadOnlySpan<byte> reply)
    {
        JsonNode envelope = JsonNode.Parse(reply)!;
        return new((int)envelope["statusCode"]!, JsonNode.Parse((string)envelope["body"]!)!);
    }
}
