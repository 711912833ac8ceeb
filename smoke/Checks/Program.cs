using AsyncJobs.Smoke;
using AsyncJobs.Smoke.Running;

SmokeOptions options;
try
{
    options = SmokeOptions.Parse(args, Environment.GetEnvironmentVariable);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

using Deployment deployment = new(options);
IReadOnlyList<CheckOutcome> outcomes = await CheckRun.RunAsync(AllChecks.List, deployment, Console.Out);
Console.Write(CheckTable.Write(outcomes));
return outcomes.Any(static outcome => outcome.Verdict == Verdict.Failed) ? 1 : 0;
