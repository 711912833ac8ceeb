using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0013Tests
{
    [Theory]
    [InlineData("[FromRoute] {|AJ0013:Order|} id", "'Order'")]
    [InlineData("{|AJ0013:Order|} id", "'Order'")]
    [InlineData("{|AJ0013:int[]|} id", "'int[]'")]
    [InlineData("{|AJ0013:object|} id", "'object'")]
    [InlineData("string id, [FromQuery] {|AJ0013:Order|} order", "'Order'")]
    [InlineData("string id, [FromQuery] {|AJ0013:Order[]|} orders", "'Order[]'")]
    [InlineData("string id, [FromQuery] {|AJ0013:int[,]|} numbers", "'int[*,*]'")]
    [InlineData("string id, [FromQuery] {|AJ0013:Dictionary<string, int>|} map", "'Dictionary<string, int>'")]
    [InlineData("string id, [FromHeader] {|AJ0013:string[]|} values", "'string[]'")]
    [InlineData("string id, [FromHeader] {|AJ0013:(int A, int B)|} pair", "'(int A, int B)'")]
    [InlineData("string id, [FromQuery] {|AJ0013:dynamic|} anything", "'dynamic'")]
    public async Task Only_simple_types_are_read_from_text(string parameters, string type)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports/{id}")]
                public static void Broken({{parameters}}, JobContext job) { }
            }

            public sealed record Order(int Id);
            """);

        outcome.AssertMessage(type);
        outcome.AssertNotGenerated("JobsBrokenJob");
    }
}
