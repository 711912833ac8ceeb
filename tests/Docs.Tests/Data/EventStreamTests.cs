using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AsyncJobs.Docs.Tests.Pages;
using Xunit;

namespace AsyncJobs.Docs.Tests.Data;

/// <summary>A stream of events in the documentation is one that a function sends: its events, their ids and their data.</summary>
public sealed partial class EventStreamTests
{
    public static TheoryData<string> Places { get; } = Page.PlacesOf("event-stream");

    [Theory]
    [MemberData(nameof(Places))]
    public void Each_event_is_one_of_a_function(string place)
    {
        string[] events = [.. Page.BlockAt(place).Text.Split("\n\n").Where(static part => part.Contains("event: ", StringComparison.Ordinal))];

        Assert.NotEmpty(events);
        Assert.All(events, Check);
    }

    private static void Check(string text)
    {
        string[] lines = text.Trim().Split('\n');
        string name = lines[0]["event: ".Length..];
        Match id = Id().Match(lines[1]);
        using JsonDocument data = JsonDocument.Parse(string.Join('\n', lines[2..].Select(static line => line["data: ".Length..])));

        Assert.True(id.Success, lines[1]);
        JsonElement progress = data.RootElement;
        if (name != "progress")
        {
            Assert.Equal(
                ["id", "job", "status", "createdAt", "startedAt", "finishedAt", "attempt", "progress", "result", "error", "correlationId"],
                progress.EnumerateObject().Select(static member => member.Name));
            Assert.Equal((progress.GetProperty("status").GetString(), progress.GetProperty("attempt").GetInt32()), (id.Groups["status"].Value, int.Parse(id.Groups["attempt"].Value, CultureInfo.InvariantCulture)));
            Assert.Equal(progress.GetProperty("finishedAt").ValueKind is JsonValueKind.Null ? "status" : progress.GetProperty("error").ValueKind is JsonValueKind.Null ? "result" : "error", name);
            Assert.Equal(DigestOf(progress.GetProperty("id").GetString()!, progress.GetProperty("createdAt").GetDateTimeOffset()), id.Groups["job"].Value);
            progress = progress.GetProperty("progress");
        }

        Assert.Equal(progress.ValueKind is JsonValueKind.Null ? "" : DigestOf(progress), id.Groups["progress"].Value);
    }

    private static string DigestOf(string id, DateTimeOffset createdAt) => Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{createdAt.ToUnixTimeMilliseconds()}"))), 0, 6);

    private static string DigestOf(JsonElement progress)
    {
        byte[] fraction = new byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(fraction, progress.GetProperty("fraction").GetDouble());
        return Convert.ToHexString(SHA256.HashData([.. fraction, .. Encoding.UTF8.GetBytes(progress.GetProperty("message").GetString()!)]), 0, 6);
    }

    [GeneratedRegex("^id: (?<job>[0-9A-F]{12})\\.(?<status>[A-Z_]+)-(?<attempt>[0-9]+)[cu]*\\.(?<progress>[0-9A-F]*)$")]
    private static partial Regex Id();
}
