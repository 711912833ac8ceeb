using Amazon.Lambda.Core;
using AsyncJobs;

public static class Limits
{
    public static readonly TimeSpan HttpTimeout = TimeSpan.FromSeconds(30);
    public const int RequestTimeoutSeconds = 10;

    public static void Log(ILambdaContext context) => context.Logger.LogLine($"{HttpTimeout} {RequestTimeoutSeconds}");
}
