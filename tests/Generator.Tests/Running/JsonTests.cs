using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>By whose rules bodies and results are written.</summary>
public sealed class JsonTests
{
    private const string Jobs = """
        public static class Jobs
        {
            [AsyncJob("POST /orders")]
            public static Reply Run(Order order, JobContext job) => new(order.ItemCount + 1);
        }

        public sealed record Order(int ItemCount);

        public sealed record Reply(int ItemCount);
        """;

    [Fact]
    public async Task A_context_of_the_project_rules()
    {
        using CompiledApp app = CompiledApp.Start(
            Jobs,
            """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseUpper)]
            [JsonSerializable(typeof(Order))]
            internal sealed partial class OrderJson : JsonSerializerContext;

            [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
            [JsonSerializable(typeof(Reply))]
            internal sealed partial class ReplyJson : JsonSerializerContext;
            """);

        Assert.Equal("""{"item-count":6}""", (await app.RunAsync("JobsRunJob", "POST", "/orders", """{"ITEM_COUNT":5}""")).GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task Without_a_context_the_rules_of_the_web_hold()
    {
        using CompiledApp app = CompiledApp.Start(Jobs);

        Assert.Equal("""{"itemCount":6}""", (await app.RunAsync("JobsRunJob", "POST", "/orders", """{"ITEMCOUNT":"5"}""")).GetProperty("result").GetRawText());
    }
}
