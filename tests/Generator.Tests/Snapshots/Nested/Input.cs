namespace Acme
{
    public partial class Outer
    {
        internal partial record Middle
        {
            public partial class Inner
            {
                [AsyncJob("PUT /inner")]
                public string Run(JobContext job) => job.Id;
            }
        }
    }

    public partial class Outer
    {
        internal partial record Middle
        {
            public partial class Inner;
        }

        public static class Other
        {
            public static class Inner
            {
                [AsyncJob("PATCH /inner")]
                public static string Run(JobContext job) => job.Id;
            }
        }
    }
}
