// libraries: AmazonLambdaCore, AmazonLambdaAnnotations
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using AsyncJobs;

public class Functions
{
    [LambdaFunction(Timeout = 30, MemorySize = 512)]
    public Task<string> Hello(string name, ILambdaContext context) => Task.FromResult("hello " + name);
}

public static class Jobs
{
    [AsyncJob("POST /sums", TimeoutSeconds = 120, ReserveMilliseconds = 500)]
    public static int Sum(int[] numbers, JobContext job) => numbers.Sum();
}
