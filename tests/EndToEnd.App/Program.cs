using AsyncJobs.EndToEnd.App;
using AsyncJobs.Local;

// Without a look at LambdaHost.IsLambda: the local host takes care of it.
return await LocalHost.RunAsync(AppJobs.App, BulkJobs.Take(args));
