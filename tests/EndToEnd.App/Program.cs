using AsyncJobs.EndToEnd.App;
using AsyncJobs.Local;

return await LocalHost.RunAsync(AppJobs.App, args);
