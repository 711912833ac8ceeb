using AsyncJobs.Hosting;
using AsyncJobs.Local;
using Sample;

// The same program is every Lambda function of the application, and on a laptop all of them at once.
if (LambdaHost.IsLambda)
    return LambdaHost.Run(AppJobs.App);

return await LocalHost.RunAsync(
    AppJobs.App,
    args,
    new LocalExample("/summaries/cities?delimiter=;", """{"csv":"city;people\nParis;2102650\nLyon;522250\n"}"""));
