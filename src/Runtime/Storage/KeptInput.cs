using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage;

/// <summary>The input of a job, kept beside it in an item of its own: the job's is paid for as a whole with each write.</summary>
/// <param name="Content">The arguments, encoded.</param>
/// <param name="Encoding">How they are to be read.</param>
/// <param name="ExpiresAt">When nobody can read the job any more.</param>
internal sealed record KeptInput(ReadOnlyMemory<byte> Content, JobResultEncoding Encoding, DateTimeOffset ExpiresAt)
{
    /// <summary>What the key begins with.</summary>
    public const string Prefix = "input:";

    /// <summary>Whether an input has a place here, or only in the payload store.</summary>
    public bool Fits => Content.Length <= ResultCodec.MaxStoredBytes;

    /// <summary>The key of a job's input. No job's id has its form, so that nobody reads it as a job.</summary>
    public static string KeyOf(string id) => Prefix + id;
}
