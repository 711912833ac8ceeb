public static class Cleaner
{
    [AsyncJob("POST /clean")]
    public static void Clean(CancellationToken token) => token.ThrowIfCancellationRequested();
}
