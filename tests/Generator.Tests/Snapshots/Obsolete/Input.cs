namespace Acme;

public static class Jobs
{
    [Obsolete("Use the other one.")]
    [AsyncJob("POST /obsolete")]
    public static Old Run(Old old, JobContext job) => old;
}

[Obsolete]
public sealed record Old(int Id);
