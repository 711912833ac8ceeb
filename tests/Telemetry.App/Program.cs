using AsyncJobs.Hosting;
using AsyncJobs.Local;
using AsyncJobs.Telemetry.App;

if (LambdaHost.IsLambda)
    return LambdaHost.Run(AppJobs.App);

return await LocalHost.RunAsync(AppJobs.App, args);
