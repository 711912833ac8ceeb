using Amazon.Lambda.Annotations;

namespace AsyncJobs.AmazonLambda.Program;

/// <summary>A function and a job, in one class.</summary>
public sealed class Greetings
{
    /// <summary>Says hello at once.</summary>
    [LambdaFunction]
    public string Greet(string name) => $"Hello, {name}";

    /// <summary>Says it later.</summary>
    [AsyncJob("POST /greetings")]
    public Task<string> GreetLater(string name, CancellationToken cancellationToken) => Task.FromResult($"Hello, {name}");
}
