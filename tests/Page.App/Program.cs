using AsyncJobs.Local;
using AsyncJobs.Page.App;

return await LocalHost.RunAsync(AppJobs.App, args);
