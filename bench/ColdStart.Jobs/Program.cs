using AsyncJobs.ColdStart.Jobs;
using AsyncJobs.Hosting;

return LambdaHost.Run(AppJobs.App);
