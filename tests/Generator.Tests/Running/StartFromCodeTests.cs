using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>The typed view that user code has of a job.</summary>
public sealed class StartFromCodeTests
{
    [Fact]
    public async Task A_job_started_from_code_gives_its_typed_result()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            using AsyncJobs.Jobs;

            public static class Jobs
            {
                [AsyncJob("POST /echo/{id}")]
                public static Task<Reply> Echo(Guid id, Input input, JobContext job, [FromHeader] DateOnly day, IReadOnlyList<double>? ratios, CancellationToken token, [FromQuery] char mark = '!', int? count = null) =>
                    Task.FromResult(new Reply(id, $"{input.Text}{mark}{day:yyyyMMdd}{ratios?.Count}{count}"));
            }

            public sealed record Input(string Text);

            public sealed record Reply(Guid Id, string Text);

            public static class Script
            {
                public static async Task<string> RunAsync(Func<Task> work)
                {
                    Guid id = new("0f8fad5b-d9cb-469f-a165-70867728950e");
                    JobSnapshot<Reply> first = await JobsEchoJob.StartAsync(id, new Input("hi"), new DateOnly(2026, 1, 31), [0.5, 1e300]);
                    JobSnapshot<Reply> second = await JobsEchoJob.StartAsync(id, new Input("ho"), default, null, '?', count: 7, options: new JobStartOptions { IdempotencyKey = "one" }, cancellationToken: default);
                    JobSnapshot<Reply> again = await JobsEchoJob.StartAsync(id, new Input("ho"), default, null, '?', 7, new JobStartOptions { IdempotencyKey = "one" });
                    string pending = $"{first.Status} {(await JobsEchoJob.GetAsync(first.Id))!.Result} {second.Id == again.Id}";
                    await work();
                    Reply one = (await JobsEchoJob.GetAsync(first.Id))!.Result!;
                    Reply two = (await JobsEchoJob.GetAsync(second.Id))!.Result!;
                    return $"{pending}; {one.Id == id} {one.Text}; {two.Text}; {await JobsEchoJob.GetAsync("unknown") is null}";
                }
            }
            """);

        Assert.Equal("Pending  True; True hi!202601312; ho?000101017; True", await app.ScriptAsync());
    }

    [Fact]
    public async Task What_must_be_given_is_asked_for_at_the_start()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            using AsyncJobs.Jobs;

            public static class Jobs
            {
                [AsyncJob("POST /echo/{id}")]
                public static string Echo(string id, Input input, [FromQuery] string @class, JobContext job, string? note, string[] tags) => $"{id} {tags.Length} {note is null}";
            }

            public sealed record Input(string Text);

            public static class Script
            {
                public static async Task<string> RunAsync(Func<Task> work)
                {
                    JobSnapshot<string> job = await JobsEchoJob.StartAsync("i", new Input("hi"), "c", null, null!);
                    await work();
                    return $"{await RefusedAsync(null!, new Input("hi"), "c")}, {await RefusedAsync("i", null!, "c")}, {await RefusedAsync("i", new Input("hi"), null!)}: "
                        + (await JobsEchoJob.GetAsync(job.Id))!.Result;
                }

                private static async Task<string?> RefusedAsync(string id, Input input, string text)
                {
                    try
                    {
                        await JobsEchoJob.StartAsync(id, input, text, null, []);
                        return "none";
                    }
                    catch (ArgumentNullException refused)
                    {
                        return refused.ParamName;
                    }
                }
            }
            """);

        Assert.Equal("id, input, @class: i 0 True", await app.ScriptAsync());
    }

    [Fact]
    public Task Arguments_reach_the_worker_whatever_the_culture() => ForeignCulture.RunAsync(async () =>
    {
        using CompiledApp app = CompiledApp.Start(
            """
            using AsyncJobs.Jobs;

            public static class Jobs
            {
                [AsyncJob("POST /echo/{money}/{day}")]
                public static string Echo(decimal money, DateTime day, double ratio, int number, TimeSpan span, DayOfWeek weekday, JobContext job) =>
                    FormattableString.Invariant($"{money} {day:s} {ratio} {number} {span} {weekday}");
            }

            public static class Script
            {
                public static async Task<string> RunAsync(Func<Task> work)
                {
                    JobSnapshot<string> started = await JobsEchoJob.StartAsync(-1.5m, new DateTime(2026, 1, 31), -0.25, -3, TimeSpan.FromHours(-1.5), DayOfWeek.Friday);
                    await work();
                    return (await JobsEchoJob.GetAsync(started.Id))!.Result!;
                }
            }
            """);

        Assert.Equal("-1.5 2026-01-31T00:00:00 -0.25 -3 -01:30:00 Friday", await app.ScriptAsync());
    });

    [Fact]
    public async Task A_job_of_another_definition_is_not_read()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public static class Jobs
            {
                [AsyncJob("POST /one")] public static int One(JobContext job) => 1;
                [AsyncJob("POST /two")] public static void Two(JobContext job) { }
            }

            public static class Script
            {
                public static async Task<string> RunAsync(Func<Task> work)
                {
                    string id = (await JobsOneJob.StartAsync()).Id;
                    await work();
                    return $"{(await JobsOneJob.GetAsync(id))?.Result} {await JobsTwoJob.GetAsync(id) is null}";
                }
            }
            """);

        Assert.Equal("1 True", await app.ScriptAsync());
    }

    [Fact]
    public async Task Names_that_the_generated_method_needs_itself_are_left_to_the_user()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public static class Jobs
            {
                [AsyncJob("POST /clash")]
                public static string Run(string options, string cancellationToken, string args, string @class, string input, string value, CancellationToken job) =>
                    options + cancellationToken + args + @class + input + value;
            }

            public static class Script
            {
                public static async Task<string> RunAsync(Func<Task> work)
                {
                    string id = (await JobsRunJob.StartAsync(options: "a", cancellationToken: "b", args: "c", @class: "d", input: "e", value: "f")).Id;
                    await work();
                    return (await JobsRunJob.GetAsync(id))!.Result!;
                }
            }
            """);

        Assert.Equal("abcdef", await app.ScriptAsync());
        Assert.Equal("uvwxyz", (await app.RunAsync("JobsRunJob", "POST", "/clash", null, "options=u&cancellationToken=v&args=w&class=x&input=y&value=z")).GetProperty("result").GetString());
    }
}
