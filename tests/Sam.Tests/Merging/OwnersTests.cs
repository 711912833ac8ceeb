using Xunit;

namespace AsyncJobs.Sam.Tests.Merging;

/// <summary>Jobs that come and go, and several assemblies in one template.</summary>
public sealed class OwnersTests
{
    [Theory]
    [InlineData("template.yaml")]
    [InlineData("serverless.template")]
    public void A_job_that_is_gone_takes_its_functions_logs_and_alarms_with_it(string name)
    {
        using Workbench bench = new(name);
        using Workbench never = new(name);
        string[] kept = [JobAssembly.Job("kept", "/kept")];
        never.Write(kept, "--alarms", "true");

        bench.Write([.. kept, JobAssembly.Job("gone", "/gone", "\"hasState\":true")], "--alarms", "true");
        Assert.Contains("SampleGoneWorkerContinue", bench.Text, StringComparison.Ordinal);
        bench.Write(kept, "--alarms", "true");

        Assert.Equal(never.Text, bench.Text);
    }

    [Fact]
    public void A_job_with_another_name_is_another_job()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job("before", "/jobs")]);
        bench.Write([JobAssembly.Job("after", "/jobs")]);

        Assert.Contains("SampleAfterWorker", bench.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SampleBefore", bench.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("template.yaml")]
    [InlineData("serverless.template")]
    public void The_last_job_leaves_the_table_and_a_template_that_deploys(string name)
    {
        using Workbench bench = new(name);
        bench.Write([JobAssembly.Job()]);
        bench.Write([]);

        Assert.Equal(["AsyncJobsTable"], bench.Resources.Select(resource => resource.Key));
        Assert.Null(bench.Value["Outputs"]);
    }

    [Fact]
    public void Two_assemblies_share_the_table_and_the_URL_of_jobs_and_leave_each_other_alone()
    {
        using Workbench bench = Workbench.PerJob("template.yaml");
        string[] one = [JobAssembly.Job("one", "/one")];
        string[] two = [JobAssembly.Job("two", "/two")];
        bench.WriteAs("First", one);
        string before = bench.Text;

        bench.WriteAs("Second", two, "--retain-table", "false");
        string both = bench.Text;

        Assert.Equal(
            [
                "AsyncJobsTable", "FirstJobQueue", "FirstOneAccept", "FirstOneAcceptLogs", "FirstOneWorker", "FirstOneWorkerLogs", "FirstJobStatus", "FirstJobStatusLogs",
                "FirstJobSettle", "FirstJobSettleLogs", "FirstJobQueueSource", "SecondJobQueue", "SecondTwoAccept", "SecondTwoAcceptLogs", "SecondTwoWorker", "SecondTwoWorkerLogs",
                "SecondJobSettle", "SecondJobSettleLogs", "SecondJobQueueSource",
            ],
            bench.Resources.Select(resource => resource.Key));
        Assert.Equal("Retain", bench.Resources["AsyncJobsTable"]!["DeletionPolicy"]!.ToString());

        bench.WriteAs("First", one);
        bench.WriteAs("Second", two, "--retain-table", "false");
        Assert.Equal(both, bench.Text);

        bench.WriteAs("Second", []);
        Assert.Equal(before, bench.Text);
    }

    [Fact]
    public void Two_assemblies_share_the_bucket_and_are_told_when_it_forgets_too_early()
    {
        using Workbench bench = Workbench.PerJob("template.yaml");
        string[] week = [JobAssembly.Job("two", "/two").Replace("\"retentionHours\":24", "\"retentionHours\":168", StringComparison.Ordinal)];
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], "--payload-bucket", "true");

        Assert.Equal(0, bench.WriteAs("Second", week, "--payload-bucket", "true"));

        Assert.Contains(
            $"{bench.Template}: warning AJ2011: The bucket 'AsyncJobsPayloads' lets payloads expire after 2 days, as the jobs of First need it; those of Second need 8.",
            bench.Errors,
            StringComparison.Ordinal);
        Assert.Equal("AsyncJobsPayloads", bench.Properties("SecondTwoAccept")["Environment"]!["Variables"]!["ASYNCJOBS_BUCKET"]!["Ref"]!.ToString());
        bench.Text = bench.Text.Replace("ExpirationInDays: 2", "ExpirationInDays: 8", StringComparison.Ordinal);
        bench.WriteAs("Second", week, "--payload-bucket", "true");
        Assert.Equal("", bench.Errors);
        string edited = bench.Text;
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], "--payload-bucket", "true");
        Assert.Equal(edited, bench.Text);
    }

    [Theory]
    [InlineData(null, "client_id", "The jobs of Second have the AsyncJobsOwner 'client_id', and /jobs/{id} belongs to the jobs of First, which have no AsyncJobsOwner")]
    [InlineData("oid", null, "The jobs of Second have no AsyncJobsOwner, and /jobs/{id} belongs to the jobs of First, which have the AsyncJobsOwner 'oid'")]
    [InlineData("oid", "oid", null)]
    [InlineData(null, null, null)]
    public void Two_assemblies_that_name_callers_differently_are_told_that_they_share_the_URL_of_jobs(string? first, string? second, string? expected)
    {
        using Workbench bench = new("template.yaml");
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], Owner(first));

        Assert.Equal(0, bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], Owner(second)));

        if (expected is null)
            Assert.Equal("", bench.Errors);
        else
            Assert.Contains($"{bench.Template}: warning AJ2017: {expected}", bench.Errors, StringComparison.Ordinal);

        static string[] Owner(string? owner) => owner is null ? [] : ["--owner", owner];
    }

    [Fact]
    public void Behind_another_API_an_assembly_answers_for_its_own_jobs()
    {
        using Workbench bench = Workbench.PerJob();
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")]);
        bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], "--api", "rest");

        Assert.Equal("Api", bench.Properties("SecondJobStatus")["Events"]!["Get"]!["Type"]!.ToString());
    }

    [Fact]
    public void Two_assemblies_that_need_the_same_id_are_told_how_to_differ()
    {
        using Workbench bench = new();
        bench.WriteAs("My.Shop", [JobAssembly.Job()]);

        Assert.Equal(1, bench.WriteAs("MyShop", [JobAssembly.Job()]));

        Assert.Contains("error AJ2005: ", bench.Errors, StringComparison.Ordinal);
        Assert.Contains("belongs to the jobs of My.Shop. Set AsyncJobsPrefix", bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_project_is_found_from_where_the_template_is()
    {
        using Workbench bench = Workbench.PerJob(Path.Combine("deploy", "template.yaml"));
        bench.Run("write", "--assembly", JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job()), "--template", bench.Template, "--project", Path.Combine(bench.Folder, "src", "Shop"));

        Assert.Equal("../src/Shop", bench.Properties("SampleJobStatus")["CodeUri"]!.ToString());
    }
}
