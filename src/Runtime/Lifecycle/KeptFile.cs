using System.Text.Json.Serialization;

namespace AsyncJobs.Lifecycle;

/// <summary>What a record keeps of a file as its result: all that callers are told, but where it is, which is said to each of them anew.</summary>
/// <param name="ContentType">What it is.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="FileName">What it is called; null for nothing.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
internal sealed record KeptFile(string ContentType, long Length, string? FileName, string Sha256)
{
    /// <summary>Its key in the payload store, which the record has beside its result.</summary>
    [JsonIgnore]
    public string Key { get; init; } = "";
}
