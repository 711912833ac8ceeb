using System.IO;
using System.Text.Json.Serialization;

namespace Acme;

public sealed record Letter(string Text);

public sealed record Receipt(int Pages);

[JsonSerializable(typeof(Letter))]
[JsonSerializable(typeof(Receipt))]
public sealed partial class LetterJson : JsonSerializerContext;

public static class Letters
{
    /// <summary>Sends a letter.</summary>
    /// <param name="recipient">Who gets it.</param>
    /// <param name="letter">What it says.</param>
    [AsyncJob("POST /letters/{recipient}")]
    public static Task<Receipt> Send(
        string recipient, Letter letter, [FromHeader(Name = "X-Urgency")] DayOfWeek? urgency, JobContext job, int[] copies, bool isPrinted = false) =>
        Task.FromResult(new Receipt(copies.Length));

    [AsyncJob("PUT /letters/{id}/scan", Name = "scans")]
    public static Task<JobFile> Scan(Guid id, [FromBody] Stream image, [FromHeader(Name = "Content-Type")] string type, JobContext job) =>
        throw new NotSupportedException();

    [AsyncJob("DELETE /letters", Name = "burnings")]
    public static void Burn(JobContext job) { }

    [AsyncJob("POST /names")]
    public static int Names(string client, string args, string options, string cancellationToken, [FromBody] byte[]? Definition, JobContext job) => 0;

    [AsyncJob(Name = "nightly")]
    public static void Nightly(JobContext job) { }
}
