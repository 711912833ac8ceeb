namespace Acme.Reports;

internal static class Hidden
{
    [AsyncJob("POST /monthly-reports/{year}")]
    internal static void Run(int year, JobContext job) { }
}

public static class Open
{
    [AsyncJob("POST /a", Name = "a-1-b--c-")]
    public static void Run(JobContext job) { }
}
