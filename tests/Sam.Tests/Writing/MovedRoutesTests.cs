using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Sam.Merging;
using AsyncJobs.Sam.Plan;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>Routes that move between the functions that many jobs share: what goes with them, and what stays.</summary>
public sealed class MovedRoutesTests
{
    private const string Edit = "            Auth: { Authorizer: Mine }\n";

    private static readonly string s_long = new('x', 1000);

    [Theory]
    [InlineData("--alarms", "true")]
    [InlineData("--log-groups", "shared", "--roles", "shared", "--worker-names", "byJob")]
    [InlineData("--log-days", "0", "--api", "rest", "--cors-origins", "https://app.example.com")]
    public void Functions_that_no_route_needs_any_more_go_with_all_that_is_theirs(params string[] options)
    {
        using Workbench fresh = new("template.yaml");
        fresh.Write(Jobs(5), options);
        using Workbench bench = new("template.yaml");
        bench.Write(Jobs(25), options);
        Assert.NotNull(bench.Resources["SampleJobHttp3"]);

        Assert.Equal(0, bench.Write(Jobs(5), options));

        Assert.Equal("", bench.Errors);
        Assert.Equal(IdsOf(fresh), IdsOf(bench));
        Assert.DoesNotContain("SampleJobHttp2", bench.Text, StringComparison.Ordinal);
        Assert.Equal(AllRequestsOf(fresh), AllRequestsOf(bench));
    }

    [Fact]
    public void What_people_wrote_about_a_request_goes_with_it_to_a_further_function_and_back()
    {
        using Workbench bench = new("template.yaml");
        string[] few = Jobs(15);
        string[] many = Jobs(25);
        bench.Write(many);
        string[] moving = [.. RequestsOf(bench, "SampleJobHttp3").Where(static request => NumberIn(request) <= 15).Take(2)];
        bench.Write(few);
        Assert.Null(bench.Resources["SampleJobHttp3"]);
        WriteInto(bench, moving[0]);
        Remove(bench, moving[1]);
        string[] closed = AllRequestsOf(bench);
        string[] more = [.. many[15..].Select(static job => $"POST {JsonNode.Parse(job)!["path"]}")];

        Assert.Equal(0, bench.Write(many));

        Assert.DoesNotContain("AJ2037", bench.Errors, StringComparison.Ordinal);
        Assert.Contains(moving[0], RequestsOf(bench, "SampleJobHttp3"));
        Assert.Equal("Mine", AuthorizerOf(bench, moving[0]));
        Assert.Equal(closed.Concat(more).Order(StringComparer.Ordinal), AllRequestsOf(bench));

        bench.Write(few);
        Assert.DoesNotContain("AJ2037", bench.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("SampleJobHttp3", bench.Text, StringComparison.Ordinal);
        Assert.Equal("Mine", AuthorizerOf(bench, moving[0]));
        Assert.Equal(closed, AllRequestsOf(bench));
    }

    [Fact]
    public void A_template_whose_jobs_were_divided_otherwise_gets_the_new_functions_and_keeps_what_people_wrote()
    {
        // As a version divided them that had eight functions for so many jobs.
        TemplateOptions options = new() { Assembly = "Sample.dll" };
        DeploymentPlan plan = PlanOf(Jobs(34), options);
        int[] numbers = [1, 3, 5, 2, 8];
        using Workbench bench = new("template.yaml");
        bench.Text = Merge("", plan with { Functions = [.. plan.Functions.Select(function => Renumbered(function, numbers))] }, options, out _);
        string[] edited = [.. numbers.Select(number => RequestsOf(bench, IdOf(number)).First(static request => request.StartsWith("POST", StringComparison.Ordinal)))];
        string[] removed = [.. numbers.Select(number => RequestsOf(bench, IdOf(number)).Last(static request => request.StartsWith("POST", StringComparison.Ordinal)))];
        Array.ForEach(edited, request => WriteInto(bench, request));
        Array.ForEach(removed, request => Remove(bench, request));
        string[] closed = AllRequestsOf(bench);

        bench.Text = Merge(bench.Text, plan, options, out IReadOnlyList<TemplateWarning> warnings);

        Assert.DoesNotContain(warnings, static warning => warning.Code == ErrorCodes.EditsRemoved);
        Assert.Equal(
            ["SampleJobHttp", "SampleJobHttp2", "SampleJobHttp3", "SampleJobHttp4", "SampleJobHttp5"],
            FunctionsOf(bench).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("SampleJobHttp8", bench.Text, StringComparison.Ordinal);
        Assert.Equal(closed, AllRequestsOf(bench));
        Assert.All(edited, request => Assert.Equal("Mine", AuthorizerOf(bench, request)));
        Assert.All(plan.Functions.Where(AnswersRequests), function => Assert.Empty(
            RequestsOf(bench, IdOf(function.Number)).Except(function.Routes.Select(static route => route.Request))));
        Assert.Equal(bench.Text, Merge(bench.Text, plan, options, out _));
    }

    [Fact]
    public void What_people_wrote_into_a_function_whose_routes_go_to_several_is_told_of()
    {
        using Workbench bench = new("template.yaml");
        bench.Write(Jobs(25));
        string type = "  SampleJobHttp3:\n    Type: AWS::Serverless::Function\n";
        bench.Text = bench.Text.Replace(type, type + "    DependsOn: Network\n", StringComparison.Ordinal);

        Assert.Equal(0, bench.Write(Jobs(15)));

        Assert.Matches(
            "warning AJ2037: 'SampleJobHttp', 'SampleJobHttp2' answer POST /import-orders/[^']* in place of 'SampleJobHttp3', which is removed with what was "
            + "written into it by hand: DependsOn. Write what is still needed into them.",
            bench.Errors);
    }

    // With paths so long that about ten fit into a function.
    private static string[] Jobs(int count) =>
        [.. Enumerable.Range(1, count).Select(static number => JobAssembly.Job($"import-orders-{number}", $"/import-orders/{number}/{s_long}/{{name}}"))];

    private static DeploymentPlan PlanOf(string[] jobs, TemplateOptions options)
    {
        JsonSerializerOptions json = new(JsonSerializerDefaults.Web);
        JobManifest[] all = [.. jobs.Select(job => JsonSerializer.Deserialize<JobManifest>(job, json)!).OrderBy(static job => job.Name, StringComparer.Ordinal)];
        return DeploymentPlan.Make(
            new AssemblyManifest("Sample", new Version(10, 0), new AppManifest { Manifest = 1, Namespace = "Sample" }, all), options);
    }

    private static string Merge(string text, DeploymentPlan plan, TemplateOptions options, out IReadOnlyList<TemplateWarning> warnings) =>
        TemplateMerger.Merge(text, true, plan, options, ".", out warnings);

    private static FunctionPlan Renumbered(FunctionPlan function, int[] numbers) =>
        AnswersRequests(function) ? function with { Number = numbers[function.Number - 1] } : function;

    private static bool AnswersRequests(FunctionPlan function) => function.Job is null && function.Key.StartsWith("http", StringComparison.Ordinal);

    private static string IdOf(int number) => "SampleJobHttp" + (number > 1 ? number.ToString(CultureInfo.InvariantCulture) : "");

    private static int NumberIn(string request) => int.Parse(request.Split('/')[2], CultureInfo.InvariantCulture);

    private static IEnumerable<string> IdsOf(Workbench bench) => bench.Resources.Select(static resource => resource.Key).Order(StringComparer.Ordinal);

    private static IEnumerable<string> FunctionsOf(Workbench bench) => bench.Resources
        .Where(static resource => resource.Key.StartsWith("SampleJobHttp", StringComparison.Ordinal) && resource.Value!["Type"]!.ToString() == "AWS::Serverless::Function")
        .Select(static resource => resource.Key);

    private static IEnumerable<string> RequestsOf(Workbench bench, string function) =>
        bench.Properties(function)["Events"]!.AsObject().Select(static item => RequestOf(item.Value!));

    private static string[] AllRequestsOf(Workbench bench) =>
        [.. FunctionsOf(bench).SelectMany(function => RequestsOf(bench, function)).Order(StringComparer.Ordinal)];

    private static string? AuthorizerOf(Workbench bench, string request) => (string?)FunctionsOf(bench)
        .SelectMany(function => bench.Properties(function)["Events"]!.AsObject())
        .Single(item => RequestOf(item.Value!) == request).Value!["Properties"]!["Auth"]?["Authorizer"];

    private static void WriteInto(Workbench bench, string request)
    {
        string path = $"            Path: '{request.Split(' ')[1]}'\n";
        Assert.Contains(path, bench.Text, StringComparison.Ordinal);
        bench.Text = bench.Text.Replace(path, path + Edit, StringComparison.Ordinal);
    }

    private static void Remove(Workbench bench, string request)
    {
        TemplateDocument document = TemplateDocument.Parse(bench.Text, false);
        DocumentNode events = FunctionsOf(bench)
            .Select(function => document.Find("Resources", function, "Properties", "Events")!)
            .Single(events => events.Entries.Any(item => RequestOf(item.Node.Value!) == request));
        bench.Text = document.Remove(events, events.Entries.Single(item => RequestOf(item.Node.Value!) == request)).Text;
    }

    private static string RequestOf(JsonNode item) => $"{item["Properties"]!["Method"]} {item["Properties"]!["Path"]}";
}
