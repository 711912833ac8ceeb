using AsyncJobs.CodeFixes.Tests.Harness;

namespace AsyncJobs.CodeFixes.Tests;

/// <summary>The fix that has a program run its jobs.</summary>
public sealed class WriteMainTests
{
    private const string Title = "Run the jobs in Main";

    private const string Job = """
        using AsyncJobs;

        public static class Reports
        {
            [{|AJ0047:AsyncJob("POST /reports")|}]
            public static void Run(JobContext job) { }
        }
        """;

    private const string LocalHost = """
        namespace AsyncJobs.Local
        {
            public static class LocalHost
            {
                public static Task<int> RunAsync(AsyncJobs.Jobs.JobApp app, string[] args) => Task.FromResult(args.Length + app.Jobs.Count);
            }
        }
        """;

    private static readonly string s_mended = Job.Replace("{|AJ0047:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal);

    [Fact]
    public Task The_greeting_of_a_new_project_gives_way() => Program(
        """
        // See https://aka.ms/new-console-template for more information
        Console.WriteLine("Hello, World!");

        """,
        LocalHost).Becomes(
        Title,
        """
        using AsyncJobs.Hosting;
        using AsyncJobs.Local;

        if (LambdaHost.IsLambda)
            return LambdaHost.Run(TestApp.AppJobs.App);

        return await LocalHost.RunAsync(TestApp.AppJobs.App, args);

        """,
        s_mended);

    [Fact]
    public Task A_comment_above_the_greeting_stays() => Program(
        """
        // Copyright 2026 Example Ltd.
        Console.WriteLine("Hello, World!");

        """,
        LocalHost).Becomes(
        Title,
        """
        // Copyright 2026 Example Ltd.
        using AsyncJobs.Hosting;
        using AsyncJobs.Local;

        if (LambdaHost.IsLambda)
            return LambdaHost.Run(TestApp.AppJobs.App);

        return await LocalHost.RunAsync(TestApp.AppJobs.App, args);

        """,
        s_mended);

    [Fact]
    public Task Without_the_local_host_there_is_nothing_to_do_elsewhere() => Program("""Console.WriteLine("Hello, World!");""").Becomes(
        Title,
        """
        using AsyncJobs.Hosting;

        if (LambdaHost.IsLambda)
            return LambdaHost.Run(TestApp.AppJobs.App);

        return 0;
        """,
        s_mended);

    [Fact]
    public Task What_top_level_statements_do_stays() => Program(
        """
        using System.Text;

        // The tables of Windows, too.
        Console.OutputEncoding = Encoding.UTF8;
        Console.WriteLine(args.Length);
        """,
        LocalHost).Becomes(
        Title,
        """
        using System.Text;
        using AsyncJobs.Hosting;
        using AsyncJobs.Local;

        // The tables of Windows, too.
        if (LambdaHost.IsLambda)
            return LambdaHost.Run(TestApp.AppJobs.App);

        Console.OutputEncoding = Encoding.UTF8;
        Console.WriteLine(args.Length);

        return await LocalHost.RunAsync(TestApp.AppJobs.App, args);
        """,
        s_mended);

    [Fact]
    public Task An_exit_code_stays_the_program_s() => Program("return args.Length;", LocalHost).Becomes(
        Title,
        """
        using AsyncJobs.Hosting;

        if (LambdaHost.IsLambda)
            return LambdaHost.Run(TestApp.AppJobs.App);

        return args.Length;
        """,
        s_mended);

    [Theory]
    [InlineData("int", "return 0;", "        if (LambdaHost.IsLambda)\n            return LambdaHost.Run(TestApp.AppJobs.App);\n")]
    [InlineData("void", "Console.WriteLine();", "        if (LambdaHost.IsLambda)\n        {\n            System.Environment.ExitCode = LambdaHost.Run(TestApp.AppJobs.App);\n            return;\n        }\n")]
    [InlineData("async Task", "await Task.Yield();", "        if (LambdaHost.IsLambda)\n        {\n            System.Environment.ExitCode = LambdaHost.Run(TestApp.AppJobs.App);\n            return;\n        }\n")]
    [InlineData("async Task<int>", "return await Task.FromResult(1);", "        if (LambdaHost.IsLambda)\n            return LambdaHost.Run(TestApp.AppJobs.App);\n")]
    public Task A_Main_keeps_its_form(string type, string statement, string start) => Program(
        $"internal static class Program\n{{\n    private static {type} Main(string[] args)\n    {{\n        {statement}\n    }}\n}}\n").Becomes(
        Title,
        $"using AsyncJobs.Hosting;\n\ninternal static class Program\n{{\n    private static {type} Main(string[] args)\n    {{\n{start}\n        {statement}\n    }}\n}}\n",
        s_mended);

    [Theory]
    [InlineData("if (args.Length > 0) return; Console.WriteLine();")]
    [InlineData("internal static class Program { private static void Main() => Console.WriteLine(); }")]
    [InlineData("internal static class Program { private static Task Main() { return Task.CompletedTask; } }")]
    public Task A_Main_of_another_form_is_left_to_its_author(string main) => Program(main).Offers();

    [Fact]
    public Task A_program_without_a_Main_gets_one() => new Code(Job, LocalHost) { IsProgram = true }.Gains(
        Title,
        "Program.cs",
        """
        using AsyncJobs.Hosting;
        using AsyncJobs.Local;

        if (LambdaHost.IsLambda)
            return LambdaHost.Run(TestApp.AppJobs.App);

        return await LocalHost.RunAsync(TestApp.AppJobs.App, args);

        """);

    private static Code Program(string main, params string[] others) => new([main, Job, .. others]) { IsProgram = true };
}
