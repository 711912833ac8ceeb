using System.Diagnostics;
using System.Text.Json;

namespace AsyncJobs.Smoke;

/// <summary>What the functions of a stack wrote to CloudWatch Logs, read with the AWS CLI, which knows the credentials.</summary>
internal sealed class FunctionLogs(string stack, TimeProvider time)
{
    /// <summary>Waits for a line about a job, which CloudWatch shows some seconds after it was written.</summary>
    /// <param name="function">The end of the function's log group: <c>primes-work</c>, <c>jobs-settle</c>.</param>
    /// <param name="eventName">The name of the line's event.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<JsonElement> FindAsync(string function, string eventName, string jobId, CancellationToken cancellationToken)
    {
        string pattern = $$"""{ $.event = "{{eventName}}" && $.jobId = "{{jobId}}" }""";
        string[] arguments =
        [
            "logs", "filter-log-events", "--log-group-name", $"/aws/lambda/{stack}-Smoke-{function}", "--filter-pattern", pattern,
            "--query", "events[].message", "--output", "json",
        ];
        while (true)
        {
            if (await RunAsync(arguments, cancellationToken) is [var first, ..])
            {
                using JsonDocument line = JsonDocument.Parse(first);
                return line.RootElement.Clone();
            }

            await Task.Delay(TimeSpan.FromSeconds(3), time, cancellationToken);
        }
    }

    private static async Task<string[]> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using Process aws = Process.Start(new ProcessStartInfo("aws", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = aws.StandardError.ReadToEndAsync(cancellationToken);
        string output = await aws.StandardOutput.ReadToEndAsync(cancellationToken);
        await aws.WaitForExitAsync(cancellationToken);
        return aws.ExitCode == 0
            ? JsonSerializer.Deserialize<string[]>(output) ?? []
            : throw new CheckFailedException($"aws logs ended with {aws.ExitCode}: {(await errors).Trim()}");
    }
}
