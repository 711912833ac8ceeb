namespace Acme;

public static class Visible
{
    [AsyncJob("POST /public")]
    public static Shown Public(Shown shown, JobContext job) => shown;

    [AsyncJob("POST /internal-method")]
    internal static Shown InternalMethod(Shown shown, JobContext job) => shown;

    [AsyncJob("POST /protected-internal-method")]
    internal static Shown Protected(Shown shown, JobContext job) => shown;
}

internal static class Invisible
{
    [AsyncJob("POST /internal-type")]
    public static Hidden Run(Hidden hidden, JobContext job) => hidden;
}

public sealed record Shown(int Id);

internal sealed record Hidden(List<Shown> Items);
