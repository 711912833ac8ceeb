namespace Acme.System
{
    public sealed class Task;

    public sealed class String;

    public static class AsyncJobs
    {
        public sealed class Definition;

        public sealed class Job
        {
            [AsyncJob("POST /hostile")]
            public Input Run(Input input, Job2 Job, JobContext job) => input;
        }
    }

    public abstract class Job2;

    public sealed record Input(int Args);

    public static class JobDefinition
    {
        public static class Global
        {
            [AsyncJob("POST /global")]
            public static ValueTask<int> StartAsync(int Definition, int Input, int App, int Rest, int Item1, JobContext JobContext) => new(1);

            [JobServices]
            public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
    }
}
