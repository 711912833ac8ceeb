using System.Security.Cryptography;
using AsyncJobs.Parameters;

namespace AsyncJobs.EndToEnd.App;

/// <summary>Jobs whose bodies and results are not JSON.</summary>
public static class FileJobs
{
    /// <summary>Gives a file back.</summary>
    [AsyncJob("POST /files/{name}")]
    public static JobFile Copy(string name, [FromBody] Stream content, [FromHeader(Name = "Content-Type")] string type, JobContext job)
    {
        _ = job.Id;
        return new JobFile(content, type, name);
    }

    /// <summary>Makes a file of as many bytes, of which nobody knows the length before its end.</summary>
    [AsyncJob("POST /noise")]
    public static Stream Noise(int length, int seed, JobContext job)
    {
        _ = job.Id;
        return new NoiseStream(length, seed);
    }

    /// <summary>Says what it got.</summary>
    [AsyncJob("POST /texts")]
    public static string Text([FromBody] string text, JobContext job)
    {
        _ = job.Id;
        return text;
    }

    /// <summary>Says what it got.</summary>
    [AsyncJob("POST /digests")]
    public static string Digest([FromBody] byte[] content, JobContext job)
    {
        _ = job.Id;
        return Convert.ToHexString(SHA256.HashData(content));
    }

    /// <summary>Says what it got.</summary>
    [AsyncJob("POST /orders")]
    public static Order Order(Order order, JobContext job)
    {
        _ = job.Id;
        return order;
    }
}
