using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Endpoints;

/// <summary>
/// What a reader of a job's events has seen of its record. Its text is the id of the event that showed it, so that a reader who comes again by
/// <c>Last-Event-ID</c> is told what differs from it, and nothing else: no reader has to be remembered.
/// </summary>
/// <param name="Status">A digest of which job it is, its status, the attempt, and whether it is to stop or its start is unsure.</param>
/// <param name="Progress">A digest of the progress; empty for none.</param>
internal readonly record struct SeenState(string Status, string Progress)
{
    private const int DigestBytes = 6;

    /// <summary>What there is to see of a record.</summary>
    public static SeenState Of(JobRecord record)
    {
        string status = Uri.EscapeDataString(record.UnknownStatus ?? record.Status.ToWireName());
        string asked = record.IsCancelRequested ? "c" : "";
        string unsure = record.IsStartUnsure ? "u" : "";
        return new SeenState(
            FormattableString.Invariant($"{DigestOf(record)}.{status}-{record.Attempt}{asked}{unsure}"), DigestOf(record.Progress));
    }

    /// <summary>Reads the id of an event. One that is none is like nothing that there is to see.</summary>
    public static SeenState Parse(ReadOnlySpan<byte> id)
    {
        int dot = id.LastIndexOf((byte)'.');
        return dot < 0 ? default : new SeenState(Encoding.UTF8.GetString(id[..dot]), Encoding.UTF8.GetString(id[(dot + 1)..]));
    }

    public override string ToString() => $"{Status}.{Progress}";

    // Without it, the end of another job would pass for that of this one. The time tells it from one before it that had the same id.
    private static string DigestOf(JobRecord record) =>
        DigestOf(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{record.Id}.{record.CreatedAt.ToUnixTimeMilliseconds()}")));

    private static string DigestOf(JobProgress? progress)
    {
        if (progress is null)
            return "";

        byte[] message = Encoding.UTF8.GetBytes(progress.Message ?? "");
        byte[] content = new byte[sizeof(double) + message.Length];
        BinaryPrimitives.WriteDoubleLittleEndian(content, progress.Fraction);
        message.CopyTo(content, sizeof(double));
        return DigestOf(content);
    }

    private static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexString(SHA256.HashData(content).AsSpan(0, DigestBytes));
}
