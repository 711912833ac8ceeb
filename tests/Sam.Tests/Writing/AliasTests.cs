using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>With AutoPublishAlias, SAM gives the alias the retries and the on-failure destination of events, and the function itself has none.</summary>
public sealed class AliasTests
{
    private static readonly string[] s_jobs = [JobAssembly.Job("one", "/one", "\"hasState\":true")];

    [Theory]
    [InlineData("live", "\"one=:live\"")]
    [InlineData("!Ref Stage", """{"Fn::Sub":["one=:${Alias}",{"Alias":{"Ref":"Stage"}}]}""")]
    public void Workers_that_publish_an_alias_are_invoked_by_it(string alias, string own)
    {
        using Workbench bench = Workbench.PerJob("template.yaml");
        bench.Text = $"Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    AutoPublishAlias: {alias}\n";

        Assert.Equal((0, ""), (bench.Write(s_jobs), bench.Errors));

        Assert.Equal("""{"Fn::Sub":"one=${SampleOneWorker.Alias}"}""", Workers(bench, "SampleOneAccept"));
        Assert.Equal(own, Workers(bench, "SampleOneWorker"));
        Assert.Contains("""{"Ref":"SampleOneWorker.Alias"}""", bench.Properties("SampleOneAccept")["Policies"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("""{"Ref":"SampleOneWorker.Alias"}""", bench.Properties("SampleOneWorkerContinue").ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SampleOneWorker.Arn", bench.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_that_comes_or_goes_is_followed()
    {
        using Workbench bench = Workbench.PerJob("template.yaml");
        bench.Write(s_jobs);
        string without = bench.Text;
        bench.Text = without.Replace("      RecursiveLoop: Allow\n", "      RecursiveLoop: Allow\n      AutoPublishAlias: live\n", StringComparison.Ordinal);

        bench.Write(s_jobs);
        Assert.Equal("""{"Fn::Sub":"one=${SampleOneWorker.Alias}"}""", Workers(bench, "SampleOneAccept"));

        bench.Text = bench.Text.Replace("      AutoPublishAlias: live\n", "", StringComparison.Ordinal);
        bench.Write(s_jobs);
        Assert.Equal(without, bench.Text);
    }

    private static string? Workers(Workbench bench, string function) => bench.Properties(function)["Environment"]!["Variables"]!["ASYNCJOBS_WORKERS"]?.ToJsonString();
}
