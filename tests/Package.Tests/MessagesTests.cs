using AsyncJobs.Package.Tests.Consumers;
using AsyncJobs.Package.Tests.Packing;
using Xunit;

namespace AsyncJobs.Package.Tests;

/// <summary>What a build on the command line says of somebody's jobs.</summary>
public sealed class MessagesTests(PackageFeed feed)
{
    [Fact]
    public async Task Each_fault_is_told_once_and_in_no_other_words()
    {
        using Consumer consumer = new(feed);
        consumer.WriteProgram("Turner", "net10.0", "<IsAotCompatible>true</IsAotCompatible><WarningsNotAsErrors>AJ0023</WarningsNotAsErrors>");
        consumer.Write(
            "Turner/Faults.cs",
            """
            using AsyncJobs;

            namespace Turner;

            public sealed record Order(int Id);

            public static class Faults
            {
                [AsyncJob("POST /unlisted")]
                public static Order Unlisted(Order order, JobContext job) => order;

                [AsyncJob("POST /unstoppable")]
                public static void Unstoppable()
                {
                }

                public static async Task StartAsync() => await FaultsUnlistedJob.StartAsync(new Order(1));
            }

            public static class Extensions
            {
                extension(string text)
                {
                    [AsyncJob("POST /extended")]
                    public int Extended(JobContext job) => text.Length + job.Attempt;
                }
            }
            """);
        (int exitCode, string output) = await consumer.TryDotNetAsync("build", "Turner");
        Assert.True(exitCode != 0, output);

        // The summary repeats what was shown.
        string shown = output[..output.IndexOf("Build FAILED.", StringComparison.Ordinal)];
        string[] found = [.. shown.Split('\n').Where(line => line.Contains("error ", StringComparison.Ordinal) || line.Contains("warning ", StringComparison.Ordinal))];
        Assert.Collection(
            found.Order(StringComparer.Ordinal),
            line => Assert.Contains("Faults.cs(10,19): error AJ0024: 'Turner.Order' is in no JsonSerializerContext, and IsAotCompatible ", line, StringComparison.Ordinal),
            line => Assert.Contains("Faults.cs(10,34): error AJ0024: ", line, StringComparison.Ordinal),
            line => Assert.Contains("Faults.cs(13,24): warning AJ0023: ", line, StringComparison.Ordinal),
            line => Assert.Contains("Faults.cs(25,20): error AJ0025: [AsyncJob] has no effect on 'Extended', which is declared in an extension block", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_projects_of_one_root_namespace_and_no_secrets_are_no_fault()
    {
        using Consumer consumer = new(feed);
        const string properties = "<RootNamespace>My.Shop</RootNamespace>";
        consumer.WriteProgram("Shop", "net10.0", properties);
        consumer.WriteJob("Shop", "My.Shop");
        consumer.Write("Shop/Program.cs", "return My.Shop.AppJobs.App.Jobs.Count + AppJobs.All.Count == 2 ? 0 : 1;\n");
        consumer.Write("Shop/Usings.cs", "global using My.Shop;\n");
        string project = File.ReadAllText(consumer.File("Shop", "Shop.csproj"));
        consumer.Write(
            "Shop/Shop.csproj", project.Replace("<ItemGroup>", "<ItemGroup><ProjectReference Include=\"../Goods/Goods.csproj\" />", StringComparison.Ordinal));
        consumer.Write(
            "Goods/Goods.csproj",
            project.Replace("net10.0", "net8.0", StringComparison.Ordinal).Replace("<OutputType>Exe</OutputType>", "", StringComparison.Ordinal)
                .Replace("<ItemGroup>", "<ItemGroup><InternalsVisibleTo Include=\"Shop\" />", StringComparison.Ordinal));
        consumer.Write(
            "Goods/Counting.cs",
            """
            using AsyncJobs;

            namespace My.Shop;

            internal static class Counting
            {
                [AsyncJob("POST /counted")]
                internal static int Count(JobContext job) => job.Attempt;
            }
            """);

        await consumer.DotNetAsync("build", "Shop");

        // Its own jobs, not those of the other project, nor both.
        await consumer.DotNetAsync("run", "--project", "Shop", "--no-build");
    }
}
