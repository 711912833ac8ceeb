using AsyncJobs.Chaos;
using AsyncJobs.Hosting;
using AsyncJobs.Local;

// One program is the functions, the platform that runs them, and who torments them.
if (LambdaHost.IsLambda)
    return LambdaHost.Run(AppJobs.App);

if (args is [ChaosPlatform.Command, .. string[] options])
{
    // The functions' processes, not this one: they live for seconds, in which code that is compiled again for speed does not pay off.
    Environment.SetEnvironmentVariable("DOTNET_TC_CallCountThreshold", "1000000");
    return await LocalHost.RunAsync(AppJobs.App, options);
}

return await ChaosRun.MainAsync(args);
