using System.Globalization;
using System.Text;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Events;

/// <summary>What settle is told later: which job is to be looked at, or told of, from when on, and why.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Job">The name of its definition.</param>
/// <param name="At">When it is due. The queue may deliver it sooner.</param>
/// <param name="GaveUp">The event that the platform gave up on; null where a job is looked at for another reason.</param>
internal sealed record DelayedMessage(string Id, string Job, DateTimeOffset At, GivenUpEvent? GaveUp = null)
{
    private const int Version = 1;
    private const string Look = "look";
    private const string Callback = "callback";

    /// <summary>
    /// What tells this message of a callback from others of the same: only one of them brings the tries. Null where the job is to be looked at.
    /// </summary>
    public string? Chain { get; init; }

    /// <summary>Whether the job's callback is to be tried, rather than the job looked at.</summary>
    public bool IsOfCallback => Chain is not null;

    /// <summary>Writes the message: <c>{"asyncJobsDelayed":1,"kind":"look","id":…,"job":…,"at":…}</c>.</summary>
    public string Write()
    {
        using JsonScratch scratch = JsonScratch.Rent();
        Utf8JsonWriter writer = scratch.Writer;
        writer.WriteStartObject();
        writer.WriteNumber("asyncJobsDelayed"u8, Version);
        writer.WriteString("kind"u8, IsOfCallback ? Callback : Look);
        writer.WriteString("id"u8, Id);
        writer.WriteString("job"u8, Job);
        writer.WriteNumber("at"u8, At.ToUnixTimeMilliseconds());
        if (Chain is { } chain)
            writer.WriteString("chain"u8, chain);
        if (GaveUp is { } given)
        {
            writer.WriteStartObject("gaveUp"u8);
            writer.WriteString("requestId"u8, given.RequestId);
            writer.WriteNumber("continuation"u8, given.Continuation);
            writer.WriteBoolean("tooOld"u8, given.IsTooOld);
            if (given.At is { } at)
                writer.WriteNumber("at"u8, at.ToUnixTimeMilliseconds());
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        return Encoding.UTF8.GetString(scratch.Written.Span);
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="JobEventException">It is none, or one of a kind that only a newer version knows.</exception>
    public static DelayedMessage Read(JsonElement message)
    {
        try
        {
            string? kind = message.GetProperty("kind").GetString();
            if (message.GetProperty("asyncJobsDelayed").GetInt32() != Version || kind is not (Look or Callback))
            {
                throw new JobEventException(
                    $"The delayed message is not one that this version knows: kind '{Look}' or '{Callback}', version {Version}. "
                    + "A newer version may have sent it.");
            }

            string id = Text(message, "id");
            if (!JobId.IsValid(id))
                throw new JobEventException("The delayed message has no valid job id.");

            long at = message.GetProperty("at").GetInt64();
            return new DelayedMessage(
                id,
                Text(message, "job"),
                DateTimeOffset.FromUnixTimeMilliseconds(at),
                message.TryGetProperty("gaveUp"u8, out JsonElement gaveUp) ? ReadGivenUp(gaveUp) : null)
            {
                Chain = kind == Callback ? ReadChain(message, at) : null,
            };
        }
        catch (Exception exception) when (exception
            is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            throw new JobEventException("The delayed message cannot be read.", exception);
        }
    }

    // Messages of earlier versions are told apart by their times.
    private static string ReadChain(JsonElement message, long at) =>
        message.TryGetProperty("chain"u8, out _) ? Text(message, "chain") : string.Create(CultureInfo.InvariantCulture, $"at-{at}");

    private static GivenUpEvent ReadGivenUp(JsonElement element) => new(
        Text(element, "requestId"),
        element.GetProperty("continuation").GetInt32(),
        element.GetProperty("tooOld").GetBoolean(),
        element.TryGetProperty("at"u8, out JsonElement at) ? DateTimeOffset.FromUnixTimeMilliseconds(at.GetInt64()) : null);

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new JsonException($"The member '{name}' is null.");
}
