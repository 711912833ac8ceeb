using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Client;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Docs.Tests.Running;
using Xunit;

namespace AsyncJobs.Docs.Tests.Data;

/// <summary>JSON in the documentation is what the product writes: it has the same members, in the same order.</summary>
public sealed class JsonTests(Sample sample)
{
    public static TheoryData<string> Places { get; } = Page.PlacesOf("json");

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_document_has_the_members_of_a_real_one(string place)
    {
        JsonElement shown = JsonDocument.Parse(Page.BlockAt(place).Text).RootElement;

        IReadOnlyList<JsonElement> real = await RealDocuments.MakeAsync(sample);

        Assert.True(
            real.Any(document => JsonNames.Of(shown, document).SequenceEqual(JsonNames.Of(document, shown))),
            $"{place} shows {string.Join(' ', JsonNames.Of(shown, shown))}; there are\n{string.Join('\n', real)}");
    }

    [Fact]
    public void The_status_document_is_one_that_a_client_reads()
    {
        Block block = Page.Of("docs/reference/wire-contract.md").Blocks.First(static block => block.Language == "json");

        AsyncJobSnapshot job = AsyncJobSnapshot.Parse(Encoding.UTF8.GetBytes(block.Text), JsonTypeInfo.CreateJsonTypeInfo<string>(JsonSerializerOptions.Web));

        Assert.Equal(
            ("7d5b0q3hh8jg3m1w2v9x4k6a0c", AsyncJobStatus.Running, 1, 0.4, "order-4711"),
            (job.Id, job.Status, job.Attempt, job.Progress?.Fraction, job.CorrelationId));
    }
}
