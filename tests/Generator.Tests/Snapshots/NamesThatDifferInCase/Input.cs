namespace Acme
{
    public static class Foo
    {
        [AsyncJob("POST /foo-1")]
        public static int Run(JobContext job) => 1;
    }

    public static class foo
    {
        [AsyncJob("POST /foo-2")]
        public static int Run(JobContext job) => 2;

        [AsyncJob("POST /foo-3")]
        public static int run(JobContext job) => 3;
    }
}

namespace acme
{
    public static class Foo
    {
        [AsyncJob("POST /foo-4")]
        public static int Run(JobContext job) => 4;
    }
}
