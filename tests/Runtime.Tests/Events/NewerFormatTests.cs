using System.Text;
using System.Text.Json;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

/// <summary>What functions of two versions send each other: members that a reader does not know are skipped, and a form that it does not know is refused.</summary>
public sealed class NewerFormatTests
{
    private const string Id = "7d5b0q3hh8jg3m1w2v9x4k6a0c";
    private const string Unknown = """ "xText":"a","xNumber":1.5e300,"xNull":null,"xBool":true,"xObject":{"id":"other","args":{}},"xArray":[{"job":"other"}] """;

    [Fact]
    public void A_workers_event_may_have_members_that_the_worker_does_not_know()
    {
        WorkerEvent read = WorkerEvent.Read(Encoding.UTF8.GetBytes(
            $$$"""
            {{{{Unknown}}},"asyncJobs":1,"id":"{{{Id}}}","job":"reports","continuation":2,"correlationId":"order-7",
             "input":{{{{Unknown}}},"key":"{{{Id}}}/input-9f","bytes":3,"sha256":"9f"},"later":{{{{Unknown}}}}}
            """));

        Assert.Equal((Id, "reports", 2, "order-7"), (read.Id, read.Job, read.Continuation, read.Correlation.CorrelationId));
        Assert.Equal(new PayloadReference(Id + "/input-9f", 3, "9f"), read.Input);
    }

    [Fact]
    public void A_delayed_message_may_have_members_that_settle_does_not_know()
    {
        GivenUpEvent given = new("req-1", 2, IsTooOld: true, DateTimeOffset.FromUnixTimeMilliseconds(1_772_366_300_000));
        DelayedMessage message = new(Id, "reports", DateTimeOffset.FromUnixTimeMilliseconds(1_772_366_400_123), given);
        string newer = message.Write()
            .Replace("{\"asyncJobsDelayed\"", $"{{{Unknown},\"asyncJobsDelayed\"", StringComparison.Ordinal)
            .Replace("\"gaveUp\":{", $"\"gaveUp\":{{{Unknown},", StringComparison.Ordinal);

        using JsonDocument document = JsonDocument.Parse(newer);

        Assert.Contains("\"gaveUp\":{ \"xText\"", newer, StringComparison.Ordinal);
        Assert.Equal(message, DelayedMessage.Read(document.RootElement));
    }

    [Fact]
    public void A_message_of_a_callback_is_told_from_others_by_what_it_says_or_by_its_time()
    {
        DelayedMessage message = new(Id, "reports", DateTimeOffset.FromUnixTimeMilliseconds(1_772_366_400_123)) { Chain = "9f86" };
        using JsonDocument document = JsonDocument.Parse(message.Write());
        using JsonDocument earlier = JsonDocument.Parse(message.Write().Replace(",\"chain\":\"9f86\"", "", StringComparison.Ordinal));

        Assert.Equal(message, DelayedMessage.Read(document.RootElement));
        Assert.Equal(message with { Chain = "at-1772366400123" }, DelayedMessage.Read(earlier.RootElement));
    }

    [Fact]
    public void A_delayed_message_from_before_it_had_the_time_of_giving_up_is_read()
    {
        DelayedMessage message = new(Id, "reports", DateTimeOffset.UnixEpoch, new GivenUpEvent("req-1", 2, IsTooOld: true));
        using JsonDocument document = JsonDocument.Parse(message.Write());

        Assert.Equal(message, DelayedMessage.Read(document.RootElement));
    }

    [Theory]
    [InlineData("\"asyncJobsDelayed\":1", "\"asyncJobsDelayed\":2")]
    [InlineData("\"kind\":\"look\"", "\"kind\":\"other\"")]
    public void A_delayed_message_of_another_form_or_kind_is_refused_and_not_guessed_at(string known, string unknown)
    {
        string newer = new DelayedMessage(Id, "reports", DateTimeOffset.UnixEpoch).Write().Replace(known, unknown, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(newer);

        JobEventException refused = Assert.Throws<JobEventException>(() => DelayedMessage.Read(document.RootElement));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workers_event_of_another_form_is_refused_and_not_guessed_at() => Assert.Throws<JobEventException>(
        () => WorkerEvent.Read(Encoding.UTF8.GetBytes($$$"""{"asyncJobs":2,"id":"{{{Id}}}","job":"reports","args":{}}""")));
}
