using AsyncJobs.Chaos;
using AsyncJobs.Hosting;
using AsyncJobs.Local;

// One program is the functions, the platform that runs them, and who torments them.
if (LambdaHost.IsLambda)
    return LambdaHost.Run(AppJobs.App);

if (args is [ChaosPlatform.Command, .. string[] options])
    return await LocalHost.RunAsync(AppJobs.App, options);

return await ChaosRun.MainAsync(args);
